package io.recon.local.orders;

import io.recon.connectors.kafka.KafkaTopic;
import io.recon.connectors.order.KafkaOrderPartitions;
import io.recon.connectors.order.KafkaOrderSettings;
import io.recon.local.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of the change events, to write to. What was sent is there, once, when {@link #flush}
 * has returned: all replicas in sync have it.
 */
final class OrdersTopic implements AutoCloseable {
    /** An event that a file may hold; what the topic itself takes is its own affair. */
    private static final String MOST_REQUEST_BYTES = Integer.toString(17 << 20);

    /** A topic that is compacted takes no message without a key. */
    private static final byte[] HEARTBEAT_KEY = "heartbeat".getBytes(StandardCharsets.UTF_8);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<IOException> failure = new AtomicReference<>();

    private OrdersTopic(String topic, KafkaProducer<byte[], byte[]> producer) {
        this.topic = topic;
        this.producer = producer;
    }

    /**
     * Connects to a topic.
     *
     * @throws UsageException if there is no such topic
     * @throws IOException if no broker answers
     */
    static OrdersTopic open(KafkaOrderSettings settings)
            throws IOException, InterruptedException, UsageException {
        requireTopic(settings, settings.topic());
        Properties properties = settings.client();
        properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_REQUEST_BYTES);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "20");
        properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
        return new OrdersTopic(
                settings.topic(),
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Looks whether a topic is there. */
    static void requireTopic(KafkaOrderSettings settings, String name)
            throws IOException, InterruptedException, UsageException {
        if (KafkaOrderPartitions.count(settings, name).isEmpty()) {
            String servers = settings.bootstrapServers();
            throw new UsageException(
                    "topic "
                            + name
                            + " does not exist at "
                            + servers
                            + "; "
                            + KafkaTopic.plain(name, 4).howToCreate(servers));
        }
    }

    /** How many partitions the topic has; it may get more while we look. */
    int partitionCount() {
        return producer.partitionsFor(topic).size();
    }

    /**
     * Sends one event.
     *
     * @param key what keeps events in one partition; null if any will do
     * @param place where the event comes from, for the message if the topic does not take it
     */
    void send(String key, byte[] event, String place) throws IOException {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(topic, keyBytes, event), place);
    }

    /** Says on every partition that all that was made before this time has been sent. */
    void sendHeartbeat(long timestampMs) throws IOException {
        byte[] heartbeat =
                ("{\"heartbeat\":{\"ts_ms\":" + timestampMs + "}}")
                        .getBytes(StandardCharsets.UTF_8);
        for (PartitionInfo partition : producer.partitionsFor(topic)) {
            int number = partition.partition();
            send(
                    new ProducerRecord<>(topic, number, HEARTBEAT_KEY, heartbeat),
                    "the heartbeat for partition " + number);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> message, String place) throws IOException {
        throwFailure();
        // The future says no more than the callback.
        var unused =
                producer.send(
                        message,
                        (metadata, e) -> {
                            if (e != null) {
                                failure.compareAndSet(
                                        null,
                                        new IOException(
                                                place
                                                        + " was not taken by topic "
                                                        + topic
                                                        + ": "
                                                        + e.getMessage(),
                                                e));
                            }
                        });
    }

    /** Waits until all that was sent is there. */
    void flush() throws IOException {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() throws IOException {
        IOException failed = failure.getAndSet(null);
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
