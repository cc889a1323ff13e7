package io.recon.local.alert;

import io.recon.job.config.ConfigException;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A configuration whose topics begin with a test's own word. */
final class KafkaConfiguration {
    private KafkaConfiguration() {}

    static ReconConfig of(Path directory, String bootstrapServers, String word, String delivery)
            throws IOException, ConfigException {
        Path file = directory.resolve("recon.yaml");
        Files.writeString(
                file,
                """
                channels: { alipay: { format: alipay-trade, zone: UTC } }
                platform:
                  kafka:
                    bootstrap-servers: "%1$s"
                    topic: %2$s.orders
                    group-id: %2$s
                alerts: { kafka-topic: %2$s.alerts, delivery: %3$s }
                topics:
                  days: %2$s.days
                  statistics: %2$s.statistics
                  dead-letters: %2$s.dead
                """
                        .formatted(bootstrapServers, word, delivery));
        return new ReconConfigReader(Map.of()).read(file);
    }
}
