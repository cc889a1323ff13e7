package io.recon.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KafkaTopicTest {
    @Test
    void aPersonIsToldTheCommandThatMakesTheTopic() {
        assertThat(KafkaTopic.plain("orders", 4).howToCreate("a:1,b:2"))
                .isEqualTo(
                        "create it, for example with: kafka-topics.sh --bootstrap-server a:1,b:2"
                                + " --create --topic orders --partitions 4");
        assertThat(KafkaTopic.compacted("days").howToCreate("a:1"))
                .endsWith("--topic days --partitions 1 --config cleanup.policy=compact");
        assertThat(KafkaTopic.stampedByTheBroker("alerts").howToCreate("a:1"))
                .endsWith("--config message.timestamp.type=LogAppendTime");
    }
}
