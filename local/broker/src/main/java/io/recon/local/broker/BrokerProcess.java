package io.recon.local.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker in the working directory: {@code server.properties} is there, the topics are in
 * {@code data}, which is made at the first start.
 *
 * <p>It ends with SIGTERM, and when its standard input ends. Whoever started it holds the other end
 * of that pipe and lets go of it also by dying, however that happens.
 */
public final class BrokerProcess {
    private static final String PROPERTIES = "server.properties";

    /** What Kafka writes last when it formats a directory. */
    private static final Path FORMATTED = Path.of("data", "meta.properties");

    private static final long MOST_SHUTDOWN_SECONDS = 20;

    /** A channel that nobody refers to is closed, and its lock is gone. */
    private static FileChannel lockFile;

    private BrokerProcess() {}

    public static void main(String[] arguments) throws IOException {
        lockDirectory();
        Thread watcher = new Thread(BrokerProcess::endWithStandardInput, "standard-input");
        watcher.setDaemon(true);
        watcher.start();
        if (!Files.exists(FORMATTED)) {
            format();
        }
        Kafka.main(new String[] {PROPERTIES});
    }

    /** Kafka's own lock comes too late: by then a second controller has written to the log. */
    private static void lockDirectory() throws IOException {
        lockFile =
                FileChannel.open(
                        Path.of("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lockFile.tryLock() == null) {
            System.out.println("The directory is in use by another broker");
            System.exit(1);
        }
    }

    private static void format() {
        String[] command = {
            "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", PROPERTIES
        };
        int exitCode = StorageTool.execute(command, System.out);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static void endWithStandardInput() {
        try {
            awaitEnd(System.in);
        } catch (IOException e) {
            System.out.println("standard input is broken, which is as good as its end: " + e);
        }
        Thread killer = new Thread(BrokerProcess::haltIfShutdownHangs, "halt");
        killer.setDaemon(true);
        killer.start();
        System.exit(0);
    }

    private static void awaitEnd(InputStream in) throws IOException {
        byte[] ignored = new byte[64];
        int count = 0;
        while (count >= 0) {
            count = in.read(ignored);
        }
    }

    /** Nobody is left who would end a broker that does not end by itself. */
    private static void haltIfShutdownHangs() {
        try {
            TimeUnit.SECONDS.sleep(MOST_SHUTDOWN_SECONDS);
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
