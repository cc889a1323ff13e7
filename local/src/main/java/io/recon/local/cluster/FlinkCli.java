package io.recon.local.cluster;

import io.recon.local.stack.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's own command line, {@code bin/flink}, each call a process with a log of its own. */
final class FlinkCli {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern JOB = Pattern.compile("Job has been submitted with JobID (\\w+)");
    private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S.*)");

    private final ClusterCommands commands;
    private int calls;

    FlinkCli(ClusterCommands commands) {
        this.commands = commands;
    }

    /** Starts a job, and gives its id. */
    String run(JobStart start) throws IOException, InterruptedException {
        return call(JOB, start.arguments(FlinkJars.job()));
    }

    /**
     * Stops a job with a savepoint, and gives its path. Never drains: that would say to all
     * operators that the inputs have ended, and close every day.
     */
    String stop(String job, Path target) throws IOException, InterruptedException {
        return call(
                SAVEPOINT,
                List.of(
                        "stop",
                        "--type",
                        "canonical",
                        "--savepointPath",
                        target.toUri().toString(),
                        job));
    }

    /** What a call prints that is looked for. */
    private String call(Pattern wanted, List<String> arguments)
            throws IOException, InterruptedException {
        calls++;
        String action = arguments.get(0);
        String name = "flink-" + action + "-" + calls;
        try (ChildJvm cli = ChildJvm.start(commands.flink(name, arguments))) {
            OptionalInt code = cli.awaitEnd(PATIENCE);
            Matcher said = wanted.matcher(Files.readString(commands.log(name)));
            if (code.isPresent() && code.getAsInt() == 0 && said.find()) {
                return said.group(1).strip();
            }
            String what =
                    code.isPresent()
                            ? "ended with code " + code.getAsInt()
                            : "did not end within " + PATIENCE.toSeconds() + " s";
            throw new IOException(
                    "flink " + action + " " + what + "; " + LogError.of(commands.log(name)));
        }
    }
}
