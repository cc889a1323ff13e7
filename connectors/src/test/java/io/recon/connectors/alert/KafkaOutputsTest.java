package io.recon.connectors.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.alert.KafkaOutputSettings.AlertDelivery;
import io.recon.connectors.alert.KafkaOutputSettings.Topics;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class KafkaOutputsTest {
    private static final Topics TOPICS = new Topics("alerts", "days", "statistics", "dead");

    private static KafkaOutputSettings settings(Map<String, String> properties) {
        return new KafkaOutputSettings(
                "broker:9092", TOPICS, new AlertDelivery.AtLeastOnce(), properties);
    }

    @Test
    void whatKafkasProducerWouldRefuseIsKnownBeforeTheJob() {
        assertThat(new KafkaOutputs(settings(Map.of())).refusal()).isEmpty();
        assertThat(new KafkaOutputs(settings(Map.of("retries", "0"))).refusal())
                .hasValue("Must set retries to non-zero when using the idempotent producer.");
        assertThat(
                        new KafkaOutputs(
                                        settings(
                                                Map.of(
                                                        "max.in.flight.requests.per.connection",
                                                        "6")))
                                .refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("at most 5"));
    }

    /** A sink travels to the task that it runs in. */
    @Test
    void everySinkCanBeSent() throws Exception {
        KafkaOutputs outputs = new KafkaOutputs(settings(Map.of()));
        for (KafkaSink<?> sink :
                Stream.of(
                                outputs.alerts(3),
                                outputs.days(),
                                outputs.statistics(),
                                outputs.orderRejects(),
                                outputs.billRejects(),
                                outputs.linesOverLimit())
                        .toList()) {
            assertThat(InstantiationUtil.serializeObject(sink)).isNotEmpty();
        }
    }

    @Test
    void settingsShowNoSecret() {
        assertThat(settings(Map.of("sasl.jaas.config", "secret")))
                .asString()
                .doesNotContain("secret");
    }
}
