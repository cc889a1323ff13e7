package io.recon.connectors.order;

import io.recon.connectors.kafka.KafkaBrokers;
import java.io.IOException;
import java.util.OptionalInt;

/** Asks the brokers for the partitions of a topic, before anything is built on them. */
public final class KafkaOrderPartitions {
    private KafkaOrderPartitions() {}

    /**
     * How many partitions a topic has; empty if there is no such topic.
     *
     * @param settings how to reach the brokers
     * @throws IOException if they do not answer, or refuse; the message says so in one line
     */
    public static OptionalInt count(KafkaOrderSettings settings, String topic)
            throws IOException, InterruptedException {
        try (KafkaBrokers brokers = KafkaBrokers.connect(settings.client())) {
            return brokers.partitionCount(topic);
        }
    }
}
