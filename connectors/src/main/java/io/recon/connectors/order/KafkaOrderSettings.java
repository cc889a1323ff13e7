package io.recon.connectors.order;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where the change events are in Kafka.
 *
 * @param bootstrapServers {@code host:port}, several joined with commas
 * @param topic the topic of the change events, and of nothing else but heartbeats
 * @param groupId the consumer group under which Kafka shows how far they were read
 * @param clientProperties further settings of Kafka's clients, such as those of security; may hold
 *     secrets
 */
public record KafkaOrderSettings(
        String bootstrapServers,
        String topic,
        String groupId,
        Map<String, String> clientProperties) {
    public KafkaOrderSettings {
        requireNonNull(bootstrapServers, "bootstrapServers");
        requireNonNull(topic, "topic");
        requireNonNull(groupId, "groupId");
        clientProperties = Map.copyOf(clientProperties);
    }

    /** What every client of these brokers needs. */
    public Properties client() {
        Properties properties = new Properties();
        properties.putAll(clientProperties);
        properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return properties;
    }

    @Override
    public String toString() {
        return "KafkaOrderSettings[topic=" + topic + ", …]";
    }
}
