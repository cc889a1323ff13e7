package io.recon.local.run;

import io.recon.local.Home;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code bin/recon run} as a process of its own, which can be killed as no thread can. */
final class JobProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LOOK_MS = 100;

    private final Process process;
    private final Path console;

    private JobProcess(Process process, Path console) {
        this.process = process;
        this.console = console;
    }

    /**
     * Starts it.
     *
     * @param console where it writes what a user would see
     */
    static JobProcess start(Path config, Path console, int parallelism) throws IOException {
        Path temporary = Files.createDirectories(console.resolveSibling("tmp"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What Flink and Hive need opened is opened for this JVM too.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-Xmx800m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Duser.timezone=UTC",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Drecon.home=" + Home.resolve(".").toAbsolutePath(),
                        "-Dlog4j.configurationFile=log4j2-local.properties",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.recon.local.Recon",
                        "run",
                        "--config",
                        config.toString(),
                        "--parallelism",
                        Integer.toString(parallelism)));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(console.toFile())
                        .start();
        return new JobProcess(process, console);
    }

    /** Waits until it says that the job runs. */
    void awaitRunning() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (said().lines().noneMatch("running"::equals)) {
            if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new AssertionError("the job does not run: " + said());
            }
        }
    }

    /** Lets it work for a while, in which it must not end. */
    void letWork(long milliseconds) throws IOException, InterruptedException {
        if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            throw new AssertionError(
                    "the job ended by itself with " + process.exitValue() + ": " + said());
        }
    }

    /** All that it has told its user. */
    String said() throws IOException {
        return Files.readString(console);
    }

    /** Ends it in the middle of whatever it does: {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
