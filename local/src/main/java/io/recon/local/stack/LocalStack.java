package io.recon.local.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A broker and a metastore in one directory. They listen where they did when they were last started
 * there, so that a configuration goes on being true.
 */
public final class LocalStack implements AutoCloseable {
    private static final String BROKER = "broker";
    private static final String METASTORE = "metastore";

    private final LocalBroker broker;
    private final LocalMetastore metastore;

    private LocalStack(LocalBroker broker, LocalMetastore metastore) {
        this.broker = broker;
        this.metastore = metastore;
    }

    /**
     * Starts both.
     *
     * @throws IOException if one does not start, with the reason
     */
    public static LocalStack start(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path ports = directory.resolve("ports.properties");
        Properties former = new Properties();
        if (Files.exists(ports)) {
            try (Reader in = Files.newBufferedReader(ports, StandardCharsets.UTF_8)) {
                former.load(in);
            }
        }
        LocalBroker broker = LocalBroker.start(directory.resolve(BROKER), portOf(former, BROKER));
        try {
            LocalMetastore metastore =
                    LocalMetastore.start(directory.resolve(METASTORE), portOf(former, METASTORE));
            LocalStack stack = new LocalStack(broker, metastore);
            stack.remember(ports);
            return stack;
        } catch (IOException | InterruptedException | RuntimeException e) {
            broker.stop();
            throw e;
        }
    }

    private static int portOf(Properties ports, String server) throws IOException {
        String text = ports.getProperty(server, "0");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException(
                    "ports.properties: the port of the " + server + " is \"" + text + "\"", e);
        }
    }

    private void remember(Path ports) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(BROKER, Integer.toString(broker.port()));
        properties.setProperty(METASTORE, Integer.toString(metastore.port()));
        try (Writer out = Files.newBufferedWriter(ports, StandardCharsets.UTF_8)) {
            properties.store(out, null);
        }
    }

    public LocalBroker broker() {
        return broker;
    }

    public LocalMetastore metastore() {
        return metastore;
    }

    /** Ends both in order; what they were given is on disk. */
    @Override
    public void close() {
        metastore.stop();
        broker.stop();
    }
}
