package io.recon.job.wiring;

import io.recon.connectors.kafka.KafkaBrokers;
import io.recon.connectors.kafka.KafkaTopic;
import io.recon.job.config.AlertConfig.Delivery;
import io.recon.job.config.KafkaConfig;
import io.recon.job.config.ReconConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Makes Kafka ready before a job that never ends starts: looks whether the orders are there, and
 * makes the engine's own topics. A topic that exists is left as it is.
 */
public final class KafkaPreparation {
    /** As many readers can work side by side; what is suggested where the topic is missing. */
    private static final int ORDER_PARTITIONS = 4;

    private KafkaPreparation() {}

    /**
     * The topics that the engine writes, as it makes them.
     *
     * <p>The alerts have one partition. Kafka keeps the order of records within a partition only,
     * and the record that tells of a recovery voids what came before it: in a partition of its own
     * it would tell nothing. The others have one, since they are small and need no order but that
     * of each key; whoever wants more makes them beforehand.
     */
    public static List<KafkaTopic> outputs(ReconConfig config) {
        return List.of(
                KafkaTopic.stampedByTheBroker(config.alerts().kafkaTopic()),
                KafkaTopic.compacted(config.topics().days()),
                KafkaTopic.compacted(config.topics().statistics()),
                KafkaTopic.stampedByTheBroker(config.topics().deadLetters()));
    }

    /**
     * Looks whether a job could run, and makes nothing.
     *
     * @return what the user must mend first, as {@link #prepare} says it
     * @throws IOException if no broker answers, or one refuses; the message says so in one line
     */
    public static List<String> check(ReconConfig config) throws IOException, InterruptedException {
        return look(config, false);
    }

    /**
     * Looks whether a job could run, and makes what it needs only if it could.
     *
     * @return what the user must mend first, one line each that begins with the key it is about;
     *     empty if all is ready
     * @throws IOException if no broker answers, or one refuses; the message says so in one line
     */
    public static List<String> prepare(ReconConfig config)
            throws IOException, InterruptedException {
        return look(config, true);
    }

    private static List<String> look(ReconConfig config, boolean makesTopics)
            throws IOException, InterruptedException {
        List<String> problems = problemsOf(config);
        if (!problems.isEmpty()) {
            return problems;
        }
        try (KafkaBrokers brokers = KafkaBrokers.connect(KafkaSources.settings(config).client())) {
            Map<String, Integer> there = new HashMap<>();
            for (KafkaTopic topic : outputs(config)) {
                OptionalInt partitions = brokers.partitionCount(topic.name());
                if (partitions.isPresent()) {
                    there.put(topic.name(), partitions.getAsInt());
                }
            }
            checkOrders(config, brokers, problems);
            checkAlerts(config, there, problems);
            if (problems.isEmpty() && makesTopics) {
                create(config, brokers, there);
            }
        }
        return problems;
    }

    /** What can be told without asking the brokers. */
    private static List<String> problemsOf(ReconConfig config) {
        List<String> problems = new ArrayList<>();
        if (config.platform().kafka().bootstrapServers().isEmpty()) {
            problems.add(
                    "platform.kafka.bootstrap-servers: is missing; the job needs Kafka, for example"
                            + " localhost:9092");
            return problems;
        }
        KafkaSinks.of(config)
                .refusal()
                .ifPresent(
                        why ->
                                problems.add(
                                        "platform.kafka.properties: Kafka's producer refuses them: "
                                                + why));
        return problems;
    }

    private static void checkOrders(ReconConfig config, KafkaBrokers brokers, List<String> problems)
            throws IOException, InterruptedException {
        KafkaConfig kafka = config.platform().kafka();
        if (brokers.partitionCount(kafka.topic()).isEmpty()) {
            problems.add(
                    "platform.kafka.topic: topic "
                            + kafka.topic()
                            + " does not exist at "
                            + kafka.bootstrapServers()
                            + "; name the topic of the orders' change events, or "
                            + KafkaTopic.plain(kafka.topic(), ORDER_PARTITIONS)
                                    .howToCreate(kafka.bootstrapServers()));
        }
    }

    private static void checkAlerts(
            ReconConfig config, Map<String, Integer> there, List<String> problems) {
        String topic = config.alerts().kafkaTopic();
        int partitions = there.getOrDefault(topic, 1);
        // With exactly-once nothing that was told is ever void.
        if (partitions != 1 && config.alerts().delivery() == Delivery.AT_LEAST_ONCE) {
            problems.add(
                    "alerts.kafka-topic: topic "
                            + topic
                            + " has "
                            + partitions
                            + " partitions, and must have 1, or nobody could tell what a recovery"
                            + " voids; name another topic, which the job makes if it is not"
                            + " there");
        }
    }

    private static void create(ReconConfig config, KafkaBrokers brokers, Map<String, Integer> there)
            throws IOException, InterruptedException {
        for (KafkaTopic topic : outputs(config)) {
            if (!there.containsKey(topic.name())) {
                brokers.create(topic);
            }
        }
        // Those that were there, too: they may have been made a moment ago.
        for (KafkaTopic topic : outputs(config)) {
            brokers.awaitPartitions(
                    topic.name(), there.getOrDefault(topic.name(), topic.partitions()));
        }
    }
}
