package io.recon.connectors.kafka;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as it must be made. How often it is replicated is the brokers' default.
 *
 * @param settings what differs from the brokers' defaults, by Kafka's names
 */
public record KafkaTopic(String name, int partitions, Map<String, String> settings) {
    public KafkaTopic {
        requireNonNull(name, "name");
        settings = Map.copyOf(settings);
    }

    /** A topic without any special setting. */
    public static KafkaTopic plain(String name, int partitions) {
        return new KafkaTopic(name, partitions, Map.of());
    }

    /** A topic that keeps the latest record of each key. */
    public static KafkaTopic compacted(String name) {
        return new KafkaTopic(
                name,
                1,
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /**
     * A topic whose records are as old as they are in the broker, whatever their writer says: of an
     * old day's the broker would otherwise delete them at once.
     */
    public static KafkaTopic stampedByTheBroker(String name) {
        return new KafkaTopic(
                name, 1, Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
    }

    NewTopic request() {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }

    /** What a person can do who may make topics. */
    public String howToCreate(String bootstrapServers) {
        StringBuilder command = new StringBuilder("create it, for example with: kafka-topics.sh");
        command.append(" --bootstrap-server ")
                .append(bootstrapServers)
                .append(" --create --topic ")
                .append(name)
                .append(" --partitions ")
                .append(partitions);
        new TreeMap<>(settings)
                .forEach(
                        (setting, value) ->
                                command.append(" --config ")
                                        .append(setting)
                                        .append('=')
                                        .append(value));
        return command.toString();
    }
}
