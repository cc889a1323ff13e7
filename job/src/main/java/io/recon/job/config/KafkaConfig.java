package io.recon.job.config;

import static java.util.Objects.requireNonNull;

/**
 * Where the platform's change events are.
 *
 * @param bootstrapServers {@code host:port}, several joined with commas; empty if not configured
 * @param topic the topic of the change events
 * @param groupId the consumer group under which progress is shown
 */
public record KafkaConfig(String bootstrapServers, String topic, String groupId) {
    public KafkaConfig {
        requireNonNull(bootstrapServers, "bootstrapServers");
        requireNonNull(topic, "topic");
        requireNonNull(groupId, "groupId");
    }

    @Override
    public String toString() {
        return "KafkaConfig[…]";
    }
}
