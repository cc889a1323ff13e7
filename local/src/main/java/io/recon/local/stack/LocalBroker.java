package io.recon.local.stack;

import io.recon.local.Home;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A Kafka broker on this machine, for development, demonstration and tests: one node, plain text,
 * reachable from this machine only. It runs in a JVM of its own, whose class path the module {@code
 * local/broker} gathers.
 *
 * <p>What is in its directory is still there at the next start; only one broker at a time can use a
 * directory. Its log is {@code broker.log} in it.
 *
 * <p>The broker ends with {@link #close()}, at the latest when this JVM does, also when that is
 * killed.
 */
public final class LocalBroker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String MAIN = "io.recon.local.broker.BrokerProcess";
    private static final String PROPERTIES = "server.properties";
    private static final String LOG = "broker.log";

    /** Another process may take a free port before the broker does. */
    private static final int MOST_ATTEMPTS = 3;

    private static final Duration MOST_START = Duration.ofSeconds(180);
    private static final Duration MOST_STOP = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Path directory;
    private final int port;
    private final Process process;
    private final Thread atExit;

    private LocalBroker(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
        this.atExit = new Thread(this::stop, "stop-broker");
    }

    /**
     * Starts a broker and waits until it serves.
     *
     * @param directory where its data is kept; made where it is absent
     * @param port where it listens; 0 for any that is free
     * @throws IOException if it does not start; the message holds the end of its log
     */
    public static LocalBroker start(Path directory, int port)
            throws IOException, InterruptedException {
        Path absolute = directory.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        for (int attempt = 1; ; attempt++) {
            LocalBroker broker = launch(absolute, port == 0 ? freePort() : port);
            Runtime.getRuntime().addShutdownHook(broker.atExit);
            try {
                broker.awaitReady();
                return broker;
            } catch (IOException e) {
                broker.close();
                if (port != 0 || attempt == MOST_ATTEMPTS || !isPortTaken(e)) {
                    throw e;
                }
            } catch (InterruptedException e) {
                broker.close();
                throw e;
            }
        }
    }

    private static boolean isPortTaken(IOException e) {
        return e.getMessage().contains("Address already in use");
    }

    private static LocalBroker launch(Path directory, int port) throws IOException {
        Path home = Home.resolve("local", "broker", "target").toAbsolutePath().normalize();
        if (!Files.isDirectory(home.resolve("lib"))) {
            throw new IOException(
                    "the broker's libraries are not in "
                            + home.resolve("lib")
                            + "; ./mvnw package puts them there");
        }
        writeProperties(directory, port);
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms128m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.timezone=UTC",
                        "-cp",
                        home.resolve("classes") + File.pathSeparator + home.resolve("lib") + "/*",
                        MAIN);
        builder.directory(directory.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(Redirect.appendTo(directory.resolve(LOG).toFile()));
        return new LocalBroker(directory, port, builder.start());
    }

    /** One node that is broker and controller, with as little ceremony as one machine needs. */
    private static void writeProperties(Path directory, int port) throws IOException {
        int controllerPort = freePort();
        Map<String, String> settings =
                Map.ofEntries(
                        Map.entry("process.roles", "broker,controller"),
                        Map.entry("node.id", "1"),
                        Map.entry("controller.quorum.voters", "1@" + HOST + ":" + controllerPort),
                        Map.entry(
                                "listeners",
                                "PLAINTEXT://%s:%d,CONTROLLER://%s:%d"
                                        .formatted(HOST, port, HOST, controllerPort)),
                        Map.entry("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port),
                        Map.entry("controller.listener.names", "CONTROLLER"),
                        Map.entry(
                                "listener.security.protocol.map",
                                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                        // Relative: the key takes a list, and a path may hold a comma.
                        Map.entry("log.dirs", "data"),
                        Map.entry("num.network.threads", "2"),
                        Map.entry("num.io.threads", "4"),
                        Map.entry("offsets.topic.replication.factor", "1"),
                        Map.entry("offsets.topic.num.partitions", "1"),
                        Map.entry("transaction.state.log.replication.factor", "1"),
                        Map.entry("transaction.state.log.min.isr", "1"),
                        Map.entry("transaction.state.log.num.partitions", "1"),
                        Map.entry("transaction.max.timeout.ms", "3600000"),
                        Map.entry("group.initial.rebalance.delay.ms", "0"),
                        Map.entry("auto.create.topics.enable", "false"),
                        // Else a broker that was killed is waited for when it starts again.
                        Map.entry("broker.session.timeout.ms", "3000"),
                        Map.entry("broker.heartbeat.interval.ms", "500"));
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer out =
                Files.newBufferedWriter(directory.resolve(PROPERTIES), StandardCharsets.UTF_8)) {
            properties.store(out, null);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + MOST_START.toNanos();
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            while (process.isAlive()) {
                if (isServing(admin)) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "the broker does not serve after %d seconds; its log, %s, ends with: %s"
                                    .formatted(
                                            MOST_START.toSeconds(),
                                            directory.resolve(LOG),
                                            lastWords()));
                }
            }
        }
        throw new IOException(
                "the broker on port %d did not start; its log, %s, ends with: %s"
                        .formatted(port, directory.resolve(LOG), lastWords()));
    }

    /** Whether this very broker answers, and no other one that has its port. */
    private boolean isServing(Admin admin) throws IOException, InterruptedException {
        try {
            String answering =
                    admin.describeCluster()
                            .clusterId()
                            .get(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            return answering.equals(clusterId());
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** What the broker was called when its directory was formatted; null before that. */
    private String clusterId() throws IOException {
        Properties properties = new Properties();
        try (Reader in =
                Files.newBufferedReader(
                        directory.resolve("data").resolve("meta.properties"),
                        StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            return null;
        }
        return properties.getProperty("cluster.id");
    }

    /** The last line of the log that is a message and no part of a stack trace. */
    private String lastWords() throws IOException {
        try (Stream<String> lines =
                Files.lines(directory.resolve(LOG), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("\t"))
                    .reduce((former, later) -> later)
                    .orElse("nothing");
        }
    }

    /** {@code host:port}, as clients want it. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Kills the broker as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Whether its process runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    long processId() {
        return process.pid();
    }

    /** Stops the broker and waits until it is gone; what it was given is on disk then. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This JVM is about to end, and the hook does what is done already.
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(MOST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
