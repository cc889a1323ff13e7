package io.recon.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaPropertiesTest {
    @TempDir private Path path;

    @Test
    void aSecuredBrokerIsReachedWithSecretsFromOutside() throws ConfigException {
        ReconConfig config =
                new TestingConfigDirectory(path, Map.of("KAFKA_PASSWORD", "s3cr3t"))
                        .with("truststore", "changeit\n")
                        .read(
                                TestingConfigDirectory.SHORTEST
                                        + """
                                        platform:
                                          kafka:
                                            bootstrap-servers: "broker-1:9093"
                                            properties:
                                              security.protocol: SASL_SSL
                                              sasl.mechanism: SCRAM-SHA-512
                                              sasl.jaas.config: >-
                                                org.apache.kafka.common.security.scram.ScramLoginModule required
                                                username="recon" password="${env:KAFKA_PASSWORD}";
                                              ssl.truststore.location: /etc/recon/truststore.p12
                                              ssl.truststore.password: ${file:truststore}
                                        """);

        assertThat(config.platform().kafka().properties())
                .containsOnly(
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.mechanism", "SCRAM-SHA-512"),
                        Map.entry(
                                "sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                        + " username=\"recon\" password=\"s3cr3t\";"),
                        Map.entry("ssl.truststore.location", "/etc/recon/truststore.p12"),
                        Map.entry("ssl.truststore.password", "changeit"));
        assertThat(config.describe())
                .contains("sasl.jaas.config: ***", "ssl.truststore.password: ***")
                .doesNotContain("s3cr3t", "changeit");
    }

    @Test
    void aSecretThatKafkaDoesNotTakeIsNotRepeated() {
        TestingConfigDirectory directory =
                new TestingConfigDirectory(path, Map.of("RACK", "s3cr3t"));

        assertThat(
                        directory.problemsOf(
                                TestingConfigDirectory.SHORTEST
                                        + "platform: { kafka: { properties: {"
                                        + " max.poll.records: \"${env:RACK}\" } } }"))
                .containsExactly(
                        "recon.yaml:5: platform.kafka.properties.max.poll.records:"
                                + " \"${env:RACK}\" is not what Kafka takes here; it wants a value"
                                + " of type INT: [1,...]");
    }

    @Test
    void noPropertyIsAsGoodAsNone() throws ConfigException {
        ReconConfig config =
                new TestingConfigDirectory(path)
                        .read(
                                TestingConfigDirectory.SHORTEST
                                        + "platform: { kafka: { properties: } }");

        assertThat(config.platform().kafka().properties()).isEmpty();
    }
}
