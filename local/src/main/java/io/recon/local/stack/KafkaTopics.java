package io.recon.local.stack;

import io.recon.connectors.kafka.KafkaBrokers;
import io.recon.connectors.kafka.KafkaTopic;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.KafkaPreparation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * The topics around the engine on this machine: those that it writes, and those that are somebody
 * else's elsewhere. A topic that exists is left as it is.
 */
public final class KafkaTopics {
    /** What the daily tasks are told to do, by channel and day. */
    public static final String TASKS = "recon.tasks";

    /** How far the daily tasks are, by channel and day. */
    public static final String TASK_STATUS = "recon.task.status";

    private KafkaTopics() {}

    /**
     * All topics that a configuration names or implies.
     *
     * @param orderPartitions how many partitions the change events have: as many tasks can read
     *     them side by side
     */
    public static List<KafkaTopic> of(ReconConfig config, int orderPartitions) {
        List<KafkaTopic> topics = new ArrayList<>(KafkaPreparation.outputs(config));
        topics.add(KafkaTopic.plain(config.platform().kafka().topic(), orderPartitions));
        topics.add(KafkaTopic.plain(TASKS, 1));
        topics.add(KafkaTopic.compacted(TASK_STATUS));
        return topics;
    }

    /**
     * Makes those topics that are not there, and waits until each of their partitions answers.
     *
     * @param client how to reach the broker
     * @throws IOException if the broker does not answer, or refuses; the message says what
     */
    public static void create(Properties client, Collection<KafkaTopic> topics)
            throws IOException, InterruptedException {
        try (KafkaBrokers brokers = KafkaBrokers.connect(client)) {
            for (KafkaTopic topic : topics) {
                OptionalInt there = brokers.partitionCount(topic.name());
                if (there.isEmpty()) {
                    brokers.create(topic);
                }
                brokers.awaitPartitions(topic.name(), there.orElse(topic.partitions()));
            }
        }
    }
}
