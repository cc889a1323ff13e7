package io.recon.connectors.alert;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Where the engine's outputs go in Kafka.
 *
 * @param bootstrapServers {@code host:port}, several joined with commas
 * @param topics one for each kind of output
 * @param alertDelivery whether an alert may come twice
 * @param clientProperties further settings of Kafka's clients, such as those of security; may hold
 *     secrets
 */
public record KafkaOutputSettings(
        String bootstrapServers,
        Topics topics,
        AlertDelivery alertDelivery,
        Map<String, String> clientProperties) {
    public KafkaOutputSettings {
        requireNonNull(bootstrapServers, "bootstrapServers");
        requireNonNull(topics, "topics");
        requireNonNull(alertDelivery, "alertDelivery");
        clientProperties = Map.copyOf(clientProperties);
    }

    /** The names of the topics. */
    public record Topics(String alerts, String days, String statistics, String deadLetters) {
        public Topics {
            requireNonNull(alerts, "alerts");
            requireNonNull(days, "days");
            requireNonNull(statistics, "statistics");
            requireNonNull(deadLetters, "deadLetters");
        }
    }

    /** Whether alerts are fast or never repeated. */
    public sealed interface AlertDelivery {
        /** Sent at once; a recovery may repeat some. */
        record AtLeastOnce() implements AlertDelivery {}

        /**
         * Sent with the next checkpoint, each one time.
         *
         * @param transactionalIdPrefix begins the names of the transactions. No two jobs on the
         *     same brokers may have the same: each would end the other's transactions
         */
        record ExactlyOnce(String transactionalIdPrefix) implements AlertDelivery {
            public ExactlyOnce {
                requireNonNull(transactionalIdPrefix, "transactionalIdPrefix");
            }
        }
    }

    @Override
    public String toString() {
        return "KafkaOutputSettings[topics=" + topics + ", …]";
    }
}
