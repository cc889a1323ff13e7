package io.recon.local.stack;

import io.recon.job.config.ReconConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics around the engine, with the settings that they need. A topic that exists is left as it
 * is.
 */
public final class KafkaTopics {
    /** What became of each day, by channel and day. */
    public static final String DAYS = "recon.days";

    /** The latest statistics, by their dimensions. */
    public static final String STATISTICS = "recon.statistics";

    /** What could not be read, by its position in its source. */
    public static final String DEAD_LETTER = "recon.dead-letter";

    /** What the daily tasks are told to do, by channel and day. */
    public static final String TASKS = "recon.tasks";

    /** How far the daily tasks are, by channel and day. */
    public static final String TASK_STATUS = "recon.task.status";

    private static final Duration MOST_WAIT = Duration.ofSeconds(60);

    private KafkaTopics() {}

    /**
     * All topics that a configuration names or implies.
     *
     * @param orderPartitions how many partitions the change events have: as many tasks can read
     *     them side by side
     */
    public static List<NewTopic> of(ReconConfig config, int orderPartitions) {
        return List.of(
                orders(config.platform().kafka().topic(), orderPartitions),
                stampedByTheBroker(config.alerts().kafkaTopic()),
                compacted(DAYS),
                compacted(STATISTICS),
                stampedByTheBroker(DEAD_LETTER),
                plain(TASKS, 1),
                compacted(TASK_STATUS));
    }

    /** A topic of change events. */
    public static NewTopic orders(String name, int partitions) {
        return plain(name, partitions);
    }

    private static NewTopic plain(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    /** A topic that keeps the latest record of each key. */
    public static NewTopic compacted(String name) {
        return plain(name, 1)
                .configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /**
     * A topic whose records are as old as they are in the broker. A Flink sink would stamp them
     * with the time of the event, and of an old day's the broker would delete them at once.
     */
    public static NewTopic stampedByTheBroker(String name) {
        return plain(name, 1)
                .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
    }

    /**
     * Makes those topics that are not there, and waits until each of their partitions answers: a
     * producer that is quicker may lose its first batch (KAFKA-15591).
     *
     * @param client how to reach the broker
     * @throws IOException if the broker does not answer, or refuses; the message says what
     */
    public static void create(Properties client, Collection<NewTopic> topics)
            throws IOException, InterruptedException {
        try (Admin admin = Admin.create(client)) {
            Set<String> existing = answer(admin.listTopics().names(), "list its topics");
            List<NewTopic> missing =
                    topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
            for (NewTopic topic : missing) {
                create(admin, topic);
            }
            for (NewTopic topic : missing) {
                awaitPartitions(admin, topic);
            }
        }
    }

    private static void create(Admin admin, NewTopic topic)
            throws IOException, InterruptedException {
        try {
            answer(admin.createTopics(List.of(topic)).all(), "create topic " + topic.name());
        } catch (IOException e) {
            // Somebody else may have been quicker.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static void awaitPartitions(Admin admin, NewTopic topic)
            throws IOException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends =
                IntStream.range(0, topic.numPartitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), partition -> OffsetSpec.latest()));
        long deadline = System.nanoTime() + MOST_WAIT.toNanos();
        while (true) {
            try {
                answer(admin.listOffsets(ends).all(), "tell the offsets of topic " + topic.name());
                return;
            } catch (IOException e) {
                // Each try lasts a round trip, and the client itself waits between its own tries.
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    private static <T> T answer(KafkaFuture<T> future, String what)
            throws IOException, InterruptedException {
        try {
            return future.get(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    "the Kafka broker cannot " + what + ": " + e.getCause().getMessage(),
                    e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the Kafka broker does not " + what + ": no answer", e);
        }
    }
}
