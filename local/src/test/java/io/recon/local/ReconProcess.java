package io.recon.local;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code bin/recon} as a process of its own, which can be killed as no thread can. */
public final class ReconProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LOOK_MS = 100;

    private final Process process;
    private final Path console;

    private ReconProcess(Process process, Path console) {
        this.process = process;
        this.console = console;
    }

    /**
     * Starts {@code run}.
     *
     * @param console where it writes what a user would see
     */
    public static ReconProcess run(Path config, Path console, int parallelism) throws IOException {
        return start(
                console,
                "run",
                "--config",
                config.toString(),
                "--parallelism",
                Integer.toString(parallelism));
    }

    /**
     * Starts a command.
     *
     * @param console where it writes what a user would see
     */
    public static ReconProcess start(Path console, String... arguments) throws IOException {
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
                        "io.recon.local.Recon"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(console.toFile())
                        .start();
        return new ReconProcess(process, console);
    }

    /** Waits until it says that the job runs. */
    public void awaitRunning() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (said().lines().noneMatch("running"::equals)) {
            if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new AssertionError("the job does not run: " + said());
            }
        }
    }

    /** Lets it work for a while, in which it must not end. */
    public void letWork(long milliseconds) throws IOException, InterruptedException {
        if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            throw new AssertionError(
                    "the job ended by itself with " + process.exitValue() + ": " + said());
        }
    }

    /** All that it has told its user. */
    public String said() throws IOException {
        return Files.readString(console);
    }

    /** Waits until it says something. */
    public void awaitSaid(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!said().contains(text)) {
            if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new AssertionError("\"" + text + "\" was not said, but: " + said());
            }
        }
    }

    /** Waits until it ends by itself, and gives its exit code. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** The processes that it has started and that run. */
    public List<ProcessHandle> children() {
        return process.children().toList();
    }

    /** Ends it as Ctrl-C does, and waits until it is gone. */
    public void interrupt() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Ends it in the middle of whatever it does: {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
