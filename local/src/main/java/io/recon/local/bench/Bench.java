package io.recon.local.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code bin/bench}. */
@Command(
        name = "bench",
        description = "Measures the engine on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BoundedBench.class,
            FormatsBench.class,
            ContinuousBench.class,
            LatencyBench.class,
            CloseBench.class
        })
public final class Bench implements Runnable {
    @Spec private CommandSpec spec;

    private Bench() {}

    /** Runs one benchmark and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing a subcommand.");
    }
}
