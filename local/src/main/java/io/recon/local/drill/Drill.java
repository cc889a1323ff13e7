package io.recon.local.drill;

import io.recon.local.CommandLines;
import io.recon.local.ExitCode;
import io.recon.local.FailureMessage;
import io.recon.local.Home;
import io.recon.local.Message;
import io.recon.local.UsageException;
import io.recon.local.output.WorkDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program behind {@code bin/drill}. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Kills the processes of a real cluster while orders and bills come in, and compares"
                    + " what comes out with what was planted.",
            "A round has its own broker, metastore, ZooKeeper, JobManager and two TaskManagers."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was lost, doubled or wrong",
            "1:something was, or a round could not be played to its end",
            "2:wrong usage"
        })
public final class Drill implements Callable<Integer> {
    private static final int MOST_ROUNDS = 10_000;
    private static final int MOST_KILLS = 100;
    private static final int MOST_SEED = 1_000_000;
    private static final int MOST_SHOWN = 20;
    private static final String FINDINGS = "findings.txt";

    @Spec private CommandSpec spec;

    @Option(
            names = "--rounds",
            required = true,
            paramLabel = "N",
            description = "How many rounds are played, one after the other.")
    private int rounds;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description =
                    "The first round's seed; each further round has the next (default: any). The"
                            + " same seed plans the same round.")
    private Long seed;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Where each round gets a directory, that stays if the round was not clean"
                            + " (default: local/target/drill).")
    private Path directory = Home.resolve("local", "target", "drill");

    @Option(
            names = "--kills",
            paramLabel = "N",
            description =
                    "How many TaskManagers are killed in a round, beside the JobManager, the broker"
                            + " and the metastore (default: 5).")
    private int kills = 5;

    /** Plays a round. */
    interface Player {
        /**
         * Plays one.
         *
         * @param directory of the round, for everything
         * @param progress takes a line about each thing that happens
         * @throws Exception if it cannot be played to its end
         */
        Findings play(RoundPlan plan, Path directory, Consumer<String> progress) throws Exception;
    }

    private final Tally tally = new Tally();
    private final Player player;

    private Drill(Player player) {
        this.player = player;
    }

    /** Drills, and ends the JVM with the exit code. */
    public static void main(String[] arguments) {
        System.exit(CommandLines.of(create()).execute(arguments));
    }

    /** One that has not begun. */
    static Drill create() {
        return playedBy((plan, directory, progress) -> new Round(plan, directory, progress).play());
    }

    /** One whose rounds somebody else plays. */
    static Drill playedBy(Player player) {
        return new Drill(player);
    }

    @Override
    public Integer call() throws UsageException, InterruptedException {
        long first = seed == null ? new SecureRandom().nextInt(MOST_SEED) : seed;
        Path own = directory.toAbsolutePath().normalize();
        check(own, first);
        PrintWriter out = spec.commandLine().getOut();
        boolean allPlayed = true;
        for (int i = 0; i < rounds; i++) {
            long next = first + i;
            out.printf(Locale.ROOT, "round %d of %d, --seed %d%n", i + 1, rounds, next);
            out.flush();
            allPlayed &= play(RoundPlan.usual(next, kills), roundDirectory(own, next));
        }
        out.println(tally.troubles());
        out.println(tally.result());
        out.flush();
        return allPlayed && tally.isClean() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Whether a round was played to its end. */
    private boolean play(RoundPlan plan, Path round) throws InterruptedException {
        PrintWriter errors = spec.commandLine().getErr();
        long startNanos = System.nanoTime();
        try {
            Files.createDirectories(round);
            Findings findings = player.play(plan, round, text -> tell(startNanos, text));
            tally.add(plan, findings);
            List<String> all = findings.all();
            tell(startNanos, findings.rows() + " rows compared, " + all.size() + " not as planted");
            if (all.isEmpty()) {
                WorkDirectory.deleteAll(round);
                return true;
            }
            all.stream()
                    .limit(MOST_SHOWN)
                    .forEach(text -> Message.print(errors, "--seed " + plan.seed() + ": " + text));
            keep(round, all);
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            String failure = FailureMessage.of(e);
            Message.print(errors, "--seed " + plan.seed() + ": " + failure);
            keep(round, List.of("NOT PLAYED to its end: " + failure));
            return false;
        }
    }

    private void keep(Path round, List<String> findings) {
        PrintWriter errors = spec.commandLine().getErr();
        try {
            Files.write(round.resolve(FINDINGS), findings);
            Message.print(errors, "all of it, and the logs, stay in " + round);
        } catch (IOException e) {
            Message.print(
                    errors,
                    round.resolve(FINDINGS) + " cannot be written: " + FailureMessage.of(e));
        }
    }

    private void tell(long startNanos, String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "  %4d s  %s%n",
                Duration.ofNanos(System.nanoTime() - startNanos).toSeconds(),
                text);
        out.flush();
    }

    private static Path roundDirectory(Path own, long seed) {
        return own.resolve("round-" + seed);
    }

    private void check(Path own, long first) throws UsageException {
        List<String> problems = new ArrayList<>();
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            problems.add("--rounds " + rounds + ": must be from 1 to " + MOST_ROUNDS);
        }
        if (kills < 1 || kills > MOST_KILLS) {
            problems.add("--kills " + kills + ": must be from 1 to " + MOST_KILLS);
        }
        if (first < 0 || first > Integer.MAX_VALUE) {
            problems.add("--seed " + first + ": must be from 0 to " + Integer.MAX_VALUE);
        }
        if (own.toString().chars().anyMatch(c -> ",:|".indexOf(c) >= 0)) {
            problems.add("--dir " + directory + ": its path may not have any of , : |");
        } else if (problems.isEmpty()) {
            try {
                Files.createDirectories(own);
            } catch (IOException e) {
                problems.add("--dir " + directory + ": cannot be made: " + FailureMessage.of(e));
            }
            LongStream.range(first, first + rounds)
                    .mapToObj(next -> roundDirectory(own, next))
                    .filter(Files::exists)
                    .findFirst()
                    .ifPresent(
                            former ->
                                    problems.add(
                                            former
                                                    + " is there, of an earlier round; delete it,"
                                                    + " or give another --seed or --dir"));
        }
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
    }
}
