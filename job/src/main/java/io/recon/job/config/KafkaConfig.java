package io.recon.job.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Where the platform's change events are, and how to reach the brokers.
 *
 * @param bootstrapServers {@code host:port}, several joined with commas; empty if not configured
 * @param topic the topic of the change events
 * @param groupId the consumer group under which progress is shown
 * @param properties further settings of Kafka's clients, by Kafka's names; may hold secrets
 */
public record KafkaConfig(
        String bootstrapServers, String topic, String groupId, Map<String, String> properties) {
    public KafkaConfig {
        requireNonNull(bootstrapServers, "bootstrapServers");
        requireNonNull(topic, "topic");
        requireNonNull(groupId, "groupId");
        properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
        return "KafkaConfig[…]";
    }
}
