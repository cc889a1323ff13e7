package io.recon.local.orders;

import io.recon.local.RunningRecon;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A directory with a configuration that points at a topic, and files of orders. */
final class KafkaInputs {
    private final Path root;

    KafkaInputs(Path root, String bootstrapServers, String topic) throws IOException {
        this.root = root;
        Files.writeString(
                config(),
                """
                channels:
                  %s: { format: alipay-trade, zone: UTC }
                platform:
                  out-of-orderness: PT1M
                  kafka: { bootstrap-servers: "%s", topic: %s }
                """
                        .formatted(TestingOrders.CHANNEL, bootstrapServers, topic));
        Files.createDirectories(orders());
    }

    Path config() {
        return root.resolve("recon.yaml");
    }

    Path orders() {
        return root.resolve("orders");
    }

    /** Writes a file of lines, compressed if its name says so. */
    void write(String name, String... lines) throws IOException {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        Path file = orders().resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            if (name.endsWith(".gz")) {
                try (OutputStream packed = new GZIPOutputStream(out)) {
                    packed.write(bytes);
                }
            } else {
                out.write(bytes);
            }
        }
    }

    RunningRecon publish() {
        return RunningRecon.of(
                "publish", "--config", config().toString(), "--orders", orders().toString());
    }

    String[] heartbeat(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("heartbeat", "--config", config().toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}
