package io.recon.simulator;

import io.recon.simulator.engine.Backend;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program behind {@code bin/simulate}. */
@Command(
        name = "bin/simulate",
        description = "Plays random histories to the engine and checks what it says.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Simulate implements Callable<Integer> {
    private static final int RIGHT = 0;
    private static final int WRONG = 1;
    private static final int USAGE = 2;

    /** So many failures are made short and told; of the others only the seeds. */
    private static final int MOST_TOLD = 3;

    @Spec private CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many seeds to play (default: ${DEFAULT-VALUE}).")
    private long seeds;

    @Option(
            names = "--backend",
            paramLabel = "BACKEND",
            defaultValue = "heap",
            converter = BackendWord.class,
            description =
                    "heap or rocksdb: the operator with its state there; pure: the transition alone"
                            + " (default: ${DEFAULT-VALUE}).")
    private Backend backend;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "The first seed; the others follow it (default: ${DEFAULT-VALUE}).")
    private long seed;

    private Simulate() {}

    /** Understands a backend's name. */
    static final class BackendWord implements ITypeConverter<Backend> {
        @Override
        public Backend convert(String word) {
            return Arrays.stream(Backend.values())
                    .filter(backend -> backend.word().equals(word))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "\""
                                                    + word
                                                    + "\" is none of "
                                                    + Arrays.stream(Backend.values())
                                                            .map(Backend::word)
                                                            .collect(Collectors.joining(", "))));
        }
    }

    /** Plays and ends the JVM with the exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Simulate())
                .setParameterExceptionHandler(
                        (e, arguments) -> {
                            PrintWriter errors = e.getCommandLine().getErr();
                            errors.println("simulate: " + e.getMessage());
                            return USAGE;
                        });
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--seeds is " + seeds + "; at least 1 is wanted");
        }
        if (seed > Long.MAX_VALUE - seeds) {
            throw new ParameterException(
                    spec.commandLine(), "--seed is " + seed + "; there are not so many after it");
        }
        PrintWriter out = spec.commandLine().getOut();
        Simulation.Summary summary = run();
        summary.wrong().stream()
                .limit(MOST_TOLD)
                .forEach(
                        failure ->
                                out.println(Simulation.shortest(backend.name(), failure.seed())));
        summary.wrong().stream()
                .skip(MOST_TOLD)
                .forEach(failure -> out.println("wrong too: seed " + failure.seed()));
        out.println(
                summary.seeds()
                        + " seeds, "
                        + summary.crashes()
                        + " crashes, "
                        + summary.verdicts()
                        + " verdicts, "
                        + summary.wrong().size()
                        + " wrong");
        out.flush();
        return summary.wrong().isEmpty() ? RIGHT : WRONG;
    }

    private Simulation.Summary run() throws InterruptedException {
        // The launcher tells whether standard error is a terminal, since a JVM cannot.
        if (Boolean.getBoolean("recon.terminal")) {
            try (ProgressBar bar = bar()) {
                return Simulation.run(backend, seed, seeds, played -> bar.step());
            }
        }
        MinuteLines lines =
                new MinuteLines(seeds, System::nanoTime, spec.commandLine().getErr()::println);
        Simulation.Summary summary =
                Simulation.run(backend, seed, seeds, played -> lines.onePlayed());
        lines.end();
        return summary;
    }

    private ProgressBar bar() {
        return new ProgressBarBuilder()
                .setTaskName("simulate")
                .setUnit(" seeds", 1)
                .setInitialMax(seeds)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(standardError()))
                .build();
    }

    private static PrintStream standardError() {
        return System.err;
    }
}
