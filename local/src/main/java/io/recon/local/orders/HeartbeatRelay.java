package io.recon.local.orders;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Passes on to the orders' topic how far Debezium says that it has read. It invents nothing: where
 * Debezium is silent, so is the relay.
 *
 * <p>It stays behind what Debezium says by the out-of-orderness. A heartbeat in the orders' topic
 * is a promise that no older change comes after it, and Debezium's comes by another way than the
 * orders: one that was sent before it may still be waiting for its broker.
 *
 * <p>It keeps nothing: it begins with the newest message, and an older heartbeat that is told again
 * does no harm.
 */
final class HeartbeatRelay implements AutoCloseable {
    private static final Duration MOST_POLL = Duration.ofMillis(500);
    private static final long NONE = Long.MIN_VALUE;

    private final String fromTopic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final OrdersTopic topic;
    private final long outOfOrdernessMs;
    private final long clockSkewMs;
    private final Clock clock;
    private final Consumer<String> warnings;
    private final DebeziumHeartbeat debezium = new DebeziumHeartbeat();

    private long newestMs = NONE;
    private boolean hasWarnedOfNoTime;
    private boolean hasWarnedOfTheFuture;

    /**
     * @param clockSkew how far a time may be ahead of the clock. One that is further is an error,
     *     and every right one after it would look older
     */
    HeartbeatRelay(
            Properties client,
            String fromTopic,
            OrdersTopic topic,
            Duration outOfOrderness,
            Duration clockSkew,
            Clock clock,
            Consumer<String> warnings) {
        this.fromTopic = fromTopic;
        this.topic = topic;
        this.outOfOrdernessMs = outOfOrderness.toMillis();
        this.clockSkewMs = clockSkew.toMillis();
        this.clock = clock;
        this.warnings = warnings;
        Properties properties = new Properties();
        properties.putAll(client);
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        this.consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Relays until this thread is interrupted.
     *
     * @param interval at most one heartbeat in this time
     */
    void runUntilInterrupted(Duration interval) {
        Duration poll = interval.compareTo(MOST_POLL) < 0 ? interval : MOST_POLL;
        long sentMs = NONE;
        long nextSend = System.nanoTime();
        try {
            beginWithTheNewest();
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(poll).forEach(this::take);
                if (newestMs > sentMs && System.nanoTime() - nextSend >= 0) {
                    nextSend = System.nanoTime() + interval.toNanos();
                    sentMs = send() ? newestMs : sentMs;
                }
            }
        } catch (InterruptException e) {
            // The way in which it ends; told by the exception or by the flag.
        } finally {
            Thread.interrupted();
        }
    }

    private void beginWithTheNewest() {
        List<TopicPartition> partitions =
                consumer.partitionsFor(fromTopic).stream()
                        .map(partition -> new TopicPartition(fromTopic, partition.partition()))
                        .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions)
                .forEach(
                        (partition, end) ->
                                consumer.seek(partition, Math.max(begins.get(partition), end - 1)));
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            return;
        }
        OptionalLong timestampMs = debezium.timestampMs(message.value());
        if (timestampMs.isEmpty()) {
            if (!hasWarnedOfNoTime) {
                hasWarnedOfNoTime = true;
                warn(message, "tells no time");
            }
        } else if (timestampMs.getAsLong() - clockSkewMs > clock.millis()) {
            if (!hasWarnedOfTheFuture) {
                hasWarnedOfTheFuture = true;
                warn(message, "tells a time ahead of this machine's clock");
            }
        } else {
            newestMs = Math.max(newestMs, timestampMs.getAsLong());
        }
    }

    private void warn(ConsumerRecord<byte[], byte[]> message, String what) {
        warnings.accept(
                "%s-%d, offset %d: %s; messages like it are passed over"
                        .formatted(message.topic(), message.partition(), message.offset(), what));
    }

    /** Whether it arrived; if not, it is told and tried again with the newest one then. */
    private boolean send() {
        try {
            topic.sendHeartbeat(Math.max(0, newestMs - outOfOrdernessMs));
            topic.flush();
            return true;
        } catch (IOException e) {
            warnings.accept(e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
