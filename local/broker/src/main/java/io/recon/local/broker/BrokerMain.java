package io.recon.local.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker in the working directory: {@code server.properties} is there, the topics are in
 * {@code data}, which is made at the first start.
 */
public final class BrokerMain {
    private static final String PROPERTIES = "server.properties";

    /** What Kafka writes last when it formats a directory. */
    private static final Path FORMATTED = Path.of("data", "meta.properties");

    /** A channel that nobody refers to is closed, and its lock is gone. */
    private static FileChannel lockFile;

    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        lockDirectory();
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
}
