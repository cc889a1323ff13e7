package io.recon.local.stack;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A JVM that runs one server for us. It has a class path of its own, writes what it prints into a
 * log file, and ends when we end: by a shutdown hook, and where this JVM is killed, because its
 * standard input ends.
 *
 * <p>Not for use by several threads at once.
 */
public final class ChildJvm implements AutoCloseable {
    private static final Duration STOP_TIME = Duration.ofSeconds(15);
    private static final int POLL_MS = 50;
    private static final int CONNECT_MS = 1_000;
    private static final int TOLD_LINES = 5;
    private static final int TOLD_CHARS = 300;

    /**
     * What to run.
     *
     * @param name how messages name the server, for example {@code the local metastore}
     * @param classPath directories and jars; an entry that ends with {@code *} stands for all jars
     *     of a directory
     * @param options options of the JVM. The time zone is UTC unless they say otherwise
     * @param environment variables beside, or instead of, those of this JVM
     * @param log where its output goes; kept over restarts. The server runs in its directory
     */
    public record Command(
            String name,
            List<String> classPath,
            List<String> options,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment,
            Path log) {
        public Command(
                String name,
                List<String> classPath,
                List<String> options,
                String mainClass,
                List<String> arguments,
                Path log) {
            this(name, classPath, options, mainClass, arguments, Map.of(), log);
        }

        public Command {
            requireNonNull(name, "name");
            classPath = List.copyOf(classPath);
            options = List.copyOf(options);
            requireNonNull(mainClass, "mainClass");
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
            requireNonNull(log, "log");
        }
    }

    private final Command command;
    private final Process process;
    private final Thread hook;

    private ChildJvm(Command command, Process process) {
        this.command = command;
        this.process = process;
        this.hook = new Thread(this::end, command.name() + " ends");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts the JVM and waits until the server in it listens.
     *
     * @param port of the loopback address
     * @throws IOException if somebody else listens there, or the server ends before it listens or
     *     does not in time: with its last words
     */
    public static ChildJvm start(Command command, int port, Duration atMost)
            throws IOException, InterruptedException {
        if (listens(port)) {
            throw new IOException(
                    command.name()
                            + " cannot start: port "
                            + port
                            + " is in use by another program");
        }
        ChildJvm jvm = new ChildJvm(command, launch(command));
        jvm.awaitListening(port, atMost);
        return jvm;
    }

    /** Starts the JVM, and waits for nothing: for one that listens where nobody knows before. */
    public static ChildJvm start(Command command) throws IOException {
        return new ChildJvm(command, launch(command));
    }

    private static Process launch(Command command) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Duser.timezone=UTC");
        line.addAll(command.options());
        line.add("-cp");
        Path directory = command.log().toAbsolutePath().getParent();
        line.add(
                String.join(File.pathSeparator, command.classPath())
                        + File.pathSeparator
                        + ChildMain.copiedTo(directory));
        line.add(ChildMain.class.getName());
        line.add(command.mainClass());
        line.addAll(command.arguments());
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().putAll(command.environment());
        return builder.start();
    }

    /** A port of the loopback address that nobody listens on at this moment. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening(int port, Duration atMost)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!listens(port)) {
            boolean ended = process.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                String what =
                        ended
                                ? "ended with code " + process.exitValue()
                                : "does not listen on port "
                                        + port
                                        + " after "
                                        + atMost.toSeconds()
                                        + " s";
                stop();
                throw new IOException(
                        command.name()
                                + " "
                                + what
                                + "; "
                                + command.log()
                                + " ends with\n"
                                + tail());
            }
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String tail() throws IOException {
        List<String> lines =
                new String(Files.readAllBytes(command.log()), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        return lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()).stream()
                .map(line -> line.substring(0, Math.min(TOLD_CHARS, line.length())))
                .collect(Collectors.joining("\n"));
    }

    /** Waits for its end, and gives its exit code; empty if it goes on. */
    public OptionalInt awaitEnd(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Lets the server end in order, and kills it if it takes too long. */
    public void stop() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // We are ending already.
        }
    }

    /** Ends the server in the middle of whatever it does, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        stop();
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
