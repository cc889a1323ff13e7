package io.recon.local.stack;

import io.recon.local.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real Hive metastore on this machine, in a JVM of its own. What it knows lies in its directory
 * and is there again when it is started there again, also after a crash. One directory has one
 * metastore at a time.
 */
public final class LocalMetastore implements AutoCloseable {
    private static final Duration START_TIME = Duration.ofMinutes(2);

    private final int port;
    private final ChildJvm jvm;

    private LocalMetastore(int port, ChildJvm jvm) {
        this.port = port;
        this.jvm = jvm;
    }

    /**
     * Starts a metastore, and waits until it serves.
     *
     * @param directory for its database, its log and the tables that name no place of their own
     * @param port where it listens on the loopback address; 0 for any that is free
     * @throws IOException if it does not start, with the reason
     */
    public static LocalMetastore start(Path directory, int port)
            throws IOException, InterruptedException {
        int served = port == 0 ? ChildJvm.freePort() : port;
        Path own = directory.toAbsolutePath().normalize();
        Path target = Home.resolve("local", "metastore", "target").toAbsolutePath();
        ChildJvm jvm =
                ChildJvm.start(
                        new ChildJvm.Command(
                                "the local metastore",
                                List.of(
                                        target.resolve("classes").toString(),
                                        target.resolve("lib").resolve("*").toString()),
                                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                                "io.recon.local.metastore.MetastoreMain",
                                List.of(Integer.toString(served), own.toString()),
                                own.resolve("metastore.log")),
                        served,
                        START_TIME);
        return new LocalMetastore(served, jvm);
    }

    /** Its address, as {@code hive.metastore} wants it. */
    public String uri() {
        return "thrift://127.0.0.1:" + port;
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

    /** Ends it in order. */
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
