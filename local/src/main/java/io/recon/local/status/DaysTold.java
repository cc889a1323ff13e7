package io.recon.local.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.connectors.config.Quoted;
import io.recon.connectors.kafka.KafkaBrokers;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.KafkaSources;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayState;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the compacted topic of the days says last of each day. */
final class DaysTold {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final String REQUEST_MS = "5000";
    private static final String WHOLE_MS = "8000";

    /** So many of the newest messages of a partition are read; compaction leaves far fewer. */
    private static final long MOST_MESSAGES = 200_000;

    private static final int MOST_REASON_CHARS = 500;

    private final Map<String, NavigableMap<Integer, DayChange>> channels = new HashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private long foreign;

    /** Nothing, where the topic cannot be asked. */
    static DaysTold nothing() {
        return new DaysTold();
    }

    /**
     * Reads the topic to its present end.
     *
     * @return nothing if there is no such topic
     * @throws IOException if the brokers do not answer in time; the message says so in one line
     */
    static DaysTold read(ReconConfig config) throws IOException, InterruptedException {
        Properties client = KafkaSources.settings(config).client();
        client.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        client.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, WHOLE_MS);
        String topic = config.topics().days();
        OptionalInt partitions;
        try (KafkaBrokers brokers = KafkaBrokers.connect(client)) {
            partitions = brokers.partitionCount(topic);
        }
        DaysTold days = new DaysTold();
        if (partitions.isPresent()) {
            try {
                days.read(client, topic, partitions.getAsInt());
            } catch (KafkaException e) {
                throw new IOException("topic " + topic + ": " + e.getMessage(), e);
            }
        }
        return days;
    }

    private void read(Properties client, String topic, int count) throws IOException {
        client.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        client.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    IntStream.range(0, count)
                            .mapToObj(number -> new TopicPartition(topic, number))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.beginningOffsets(partitions)
                    .forEach(
                            (partition, begin) ->
                                    consumer.seek(
                                            partition,
                                            Math.max(begin, ends.get(partition) - MOST_MESSAGES)));
            long deadline = System.nanoTime() + ENOUGH.toNanos();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "topic "
                                    + topic
                                    + " could not be read to its end within "
                                    + ENOUGH.toSeconds()
                                    + " s");
                }
                consumer.poll(POLL).forEach(this::take);
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            return;
        }
        Optional<DayChange> change = parsed(message.value());
        if (change.isEmpty()) {
            foreign++;
        } else {
            add(change.get());
        }
    }

    void add(DayChange change) {
        channels.computeIfAbsent(change.channel(), name -> new TreeMap<>())
                .put(change.day(), change);
    }

    /** Empty if it is none of the engine's. */
    private Optional<DayChange> parsed(byte[] value) {
        try {
            JsonNode fields = json.readTree(value);
            return Optional.of(
                    new DayChange(
                            fields.path("channel").asText(),
                            Math.toIntExact(
                                    LocalDate.parse(fields.path("day").asText()).toEpochDay()),
                            DayState.valueOf(fields.path("status").asText()),
                            Quoted.plain(fields.path("reason").asText(), MOST_REASON_CHARS),
                            Instant.parse(fields.path("changed_at").asText()).toEpochMilli()));
        } catch (IOException
                | DateTimeException
                | ArithmeticException
                | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** How many messages are none of the engine's. */
    long foreign() {
        return foreign;
    }

    /** By day; empty if nothing was told of the channel. */
    NavigableMap<Integer, DayChange> of(String channel) {
        return channels.getOrDefault(channel, new TreeMap<>());
    }
}
