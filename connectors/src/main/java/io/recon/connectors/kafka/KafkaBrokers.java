package io.recon.connectors.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the brokers for topics before anything is built on them. It waits seconds for an answer, not
 * minutes, unless the client's settings say otherwise. Every failure is an {@link IOException} of
 * one line that names the brokers.
 */
public final class KafkaBrokers implements AutoCloseable {
    private static final String REQUEST_TIMEOUT_MS = "10000";
    private static final String WHOLE_TIMEOUT_MS = "15000";
    private static final Duration MOST_WAIT_FOR_PARTITIONS = Duration.ofSeconds(60);

    private final String servers;
    private final Admin admin;

    private KafkaBrokers(String servers, Admin admin) {
        this.servers = servers;
        this.admin = admin;
    }

    /**
     * Connects to the brokers.
     *
     * @param client Kafka's settings of a client, with the servers among them
     */
    public static KafkaBrokers connect(Properties client) throws IOException {
        Properties properties = new Properties();
        properties.putAll(client);
        if (!properties.containsKey(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)) {
            properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
            properties.putIfAbsent(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, WHOLE_TIMEOUT_MS);
        }
        String servers = properties.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        try {
            return new KafkaBrokers(servers, Admin.create(properties));
        } catch (KafkaException e) {
            throw explained(servers, e);
        }
    }

    /** How many partitions a topic has; empty if there is no such topic. */
    public OptionalInt partitionCount(String topic) throws IOException, InterruptedException {
        try {
            return OptionalInt.of(
                    admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions()
                            .size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return OptionalInt.empty();
            }
            throw explained(servers, e.getCause());
        }
    }

    /** Makes a topic, if nobody else is quicker. */
    public void create(KafkaTopic topic) throws IOException, InterruptedException {
        try {
            admin.createTopics(List.of(topic.request())).all().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return;
            }
            IOException why = explained(servers, e.getCause());
            if (e.getCause() instanceof TimeoutException) {
                throw why;
            }
            throw new IOException(
                    "topic "
                            + topic.name()
                            + " cannot be made: "
                            + why.getMessage()
                            + "; "
                            + topic.howToCreate(servers),
                    e.getCause());
        }
    }

    /**
     * Waits until each partition of a topic tells its end: a producer that is quicker may lose its
     * first batch (KAFKA-15591).
     */
    public void awaitPartitions(String topic, int partitions)
            throws IOException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends =
                IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), partition -> OffsetSpec.latest()));
        long deadline = System.nanoTime() + MOST_WAIT_FOR_PARTITIONS.toNanos();
        while (true) {
            KafkaFuture<?> answer = admin.listOffsets(ends).all();
            try {
                answer.get();
                return;
            } catch (ExecutionException e) {
                // Each try lasts a round trip, and the client itself waits between its own tries.
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "the partitions of topic "
                                    + topic
                                    + " do not answer: "
                                    + explained(servers, e.getCause()).getMessage(),
                            e.getCause());
                }
            }
        }
    }

    /** Kafka's own first words tell little; what is at the bottom does. */
    private static IOException explained(String servers, Throwable e) {
        if (e instanceof TimeoutException) {
            return new IOException("no Kafka broker answers at " + servers, e);
        }
        Throwable telling = e;
        while (telling.getCause() != null) {
            telling = telling.getCause();
        }
        return new IOException("Kafka at " + servers + ": " + telling.getMessage(), e);
    }

    @Override
    public void close() {
        admin.close();
    }
}
