package io.recon.job.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.alert.KafkaOutputSettings;
import io.recon.connectors.alert.KafkaOutputSettings.AlertDelivery;
import io.recon.connectors.alert.KafkaOutputSettings.Topics;
import io.recon.job.config.ConfigException;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of Kafka without asking a broker. */
class KafkaPreparationTest {
    private static final String CHANNELS =
            "channels: { alipay: { format: alipay-trade, zone: UTC } }\n";

    @TempDir private Path directory;

    private ReconConfig config(String more) throws IOException, ConfigException {
        Path file = directory.resolve("recon.yaml");
        Files.writeString(file, CHANNELS + more);
        return new ReconConfigReader(Map.of()).read(file);
    }

    @Test
    void brokersThatAreNotConfiguredAreAskedFor() throws Exception {
        assertThat(KafkaPreparation.prepare(config("")))
                .containsExactly(
                        "platform.kafka.bootstrap-servers: is missing; the job needs Kafka, for"
                                + " example localhost:9092");
    }

    @Test
    void propertiesThatNoProducerTakesAreTold() throws Exception {
        ReconConfig config =
                config(
                        """
                        platform:
                          kafka:
                            bootstrap-servers: localhost:9092
                            properties: { retries: 0 }
                        """);

        assertThat(KafkaPreparation.prepare(config))
                .containsExactly(
                        "platform.kafka.properties: Kafka's producer refuses them: Must set retries"
                                + " to non-zero when using the idempotent producer.");
    }

    @Test
    void theSinksTakeAllFromTheConfiguration() throws Exception {
        ReconConfig config =
                config(
                        """
                        platform:
                          kafka:
                            bootstrap-servers: broker:9092
                            group-id: finance
                            properties: { client.id: recon }
                        alerts: { kafka-topic: breaks, delivery: exactly-once }
                        topics: { days: d, statistics: s, dead-letters: l }
                        """);

        assertThat(KafkaSinks.settings(config))
                .isEqualTo(
                        new KafkaOutputSettings(
                                "broker:9092",
                                new Topics("breaks", "d", "s", "l"),
                                new AlertDelivery.ExactlyOnce("finance-alerts"),
                                Map.of("client.id", "recon")));
        assertThat(KafkaSinks.settings(config("")).alertDelivery())
                .isEqualTo(new AlertDelivery.AtLeastOnce());
    }
}
