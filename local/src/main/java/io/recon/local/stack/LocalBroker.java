package io.recon.local.stack;

import io.recon.local.Home;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real Kafka broker on this machine, in a JVM of its own: one node, plain text, reachable from
 * this machine only. What it was given lies in its directory and is there again when it is started
 * there again, also after a crash. One directory has one broker at a time.
 */
public final class LocalBroker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration START_TIME = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final int port;
    private final ChildJvm jvm;

    private LocalBroker(int port, ChildJvm jvm) {
        this.port = port;
        this.jvm = jvm;
    }

    /**
     * Starts a broker and waits until it serves.
     *
     * @param directory where its data is kept; made where it is absent
     * @param port where it listens; 0 for any that is free
     * @throws IOException if it does not start, with the reason
     */
    public static LocalBroker start(Path directory, int port)
            throws IOException, InterruptedException {
        int served = port == 0 ? ChildJvm.freePort() : port;
        Path own = directory.toAbsolutePath().normalize();
        Path target = Home.resolve("local", "broker", "target").toAbsolutePath();
        Files.createDirectories(own);
        writeProperties(own.resolve("server.properties"), served);
        ChildJvm jvm =
                ChildJvm.start(
                        new ChildJvm.Command(
                                "the local broker",
                                List.of(
                                        target.resolve("classes").toString(),
                                        target.resolve("lib").resolve("*").toString()),
                                List.of(
                                        "-Xms128m",
                                        "-Xmx256m",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1"),
                                "io.recon.local.broker.BrokerMain",
                                List.of(),
                                own.resolve("broker.log")),
                        served,
                        START_TIME);
        LocalBroker broker = new LocalBroker(served, jvm);
        try {
            broker.awaitServing();
        } catch (IOException | InterruptedException e) {
            broker.stop();
            throw e;
        }
        return broker;
    }

    /** One node that is broker and controller, with as little ceremony as one machine needs. */
    private static void writeProperties(Path file, int port) throws IOException {
        int controllerPort = ChildJvm.freePort();
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
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(out, null);
        }
    }

    /** It listens before it serves. */
    private void awaitServing() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIME.toNanos();
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            while (!isServing(admin)) {
                if (!jvm.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException(
                            "the local broker listens on port %d, but does not serve; its log says why"
                                    .formatted(port));
                }
            }
        }
    }

    private static boolean isServing(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster()
                    .nodes()
                    .get(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** {@code host:port}, as clients want it. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return jvm.pid();
    }

    public boolean isAlive() {
        return jvm.isAlive();
    }

    /** Ends it in order: what it was given is on disk. */
    public void stop() {
        jvm.stop();
    }

    /** Ends it as a crash would. */
    public void kill() {
        jvm.kill();
    }

    @Override
    public void close() {
        stop();
    }
}
