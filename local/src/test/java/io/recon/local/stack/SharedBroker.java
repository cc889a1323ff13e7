package io.recon.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One broker for all tests of this JVM, since it takes seconds to start; it ends with the JVM. Each
 * test has topics of its own. Who stops or kills brokers starts one of their own.
 */
public final class SharedBroker {
    private static LocalBroker broker;

    private SharedBroker() {}

    public static synchronized String bootstrapServers() throws IOException, InterruptedException {
        if (broker == null) {
            Path directory = Files.createTempDirectory("shared-broker-");
            broker = LocalBroker.start(directory, 0);
        }
        return broker.bootstrapServers();
    }
}
