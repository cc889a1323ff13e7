package io.recon.connectors.order;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers for the partitions of a topic, before anything is built on them. */
public final class KafkaOrderPartitions {
    private static final String REQUEST_TIMEOUT_MS = "10000";
    private static final String WHOLE_TIMEOUT_MS = "15000";

    private KafkaOrderPartitions() {}

    /**
     * How many partitions a topic has; empty if there is no such topic.
     *
     * @param settings how to reach the brokers
     * @throws IOException if they do not answer, or refuse; the message says so in one line
     */
    public static OptionalInt count(KafkaOrderSettings settings, String topic)
            throws IOException, InterruptedException {
        Properties properties = settings.client();
        if (!properties.containsKey(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)) {
            properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
            properties.putIfAbsent(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, WHOLE_TIMEOUT_MS);
        }
        try (Admin admin = Admin.create(properties)) {
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
            throw explained(settings, e.getCause());
        } catch (KafkaException e) {
            throw explained(settings, e);
        }
    }

    /** Kafka's own first words tell little; what is at the bottom does. */
    private static IOException explained(KafkaOrderSettings settings, Throwable e) {
        String servers = settings.bootstrapServers();
        if (e instanceof TimeoutException) {
            return new IOException("no Kafka broker answers at " + servers, e);
        }
        Throwable telling = e;
        while (telling.getCause() != null) {
            telling = telling.getCause();
        }
        return new IOException("Kafka at " + servers + ": " + telling.getMessage(), e);
    }
}
