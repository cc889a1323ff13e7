package io.recon.local.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.KafkaSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a job has told of days and breaks, as somebody sees it who reads its topics from their
 * beginning and knows no more than the page about Kafka says. For one thread.
 */
public final class JobNews implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String daysTopic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> days = new ArrayList<>();
    private final List<Told> alerts = new ArrayList<>();

    /** An alert with its key. */
    public record Told(String key, JsonNode value) {
        public String text(String field) {
            return value.path(field).asText();
        }

        public long checkpoint() {
            return value.get("checkpoint").asLong();
        }
    }

    private JobNews(ReconConfig config, KafkaConsumer<byte[], byte[]> consumer) {
        this.daysTopic = config.topics().days();
        this.consumer = consumer;
    }

    /** The topics must be there. */
    public static JobNews of(ReconConfig config) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        KafkaSources.settings(config).client(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                List.of(
                        new TopicPartition(config.topics().days(), 0),
                        new TopicPartition(config.alerts().kafkaTopic(), 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new JobNews(config, consumer);
    }

    /** Reads on until the news are as somebody wants them. */
    public JobNews await(String what, Predicate<JobNews> condition) throws IOException {
        return await(() -> what + "\ndays " + days + "\nalerts " + messages(), condition);
    }

    /**
     * Likewise.
     *
     * @param what is waited for, told when it does not come
     * @throws IOException if it does not come
     */
    public JobNews await(Supplier<String> what, Predicate<JobNews> condition) throws IOException {
        if (!become(condition, PATIENCE)) {
            throw new IOException("waited in vain for " + what.get());
        }
        return this;
    }

    /** Reads on until the news are as somebody wants them; false if they are not in time. */
    boolean become(Predicate<JobNews> condition, Duration atMost) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.test(this)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            readOn();
        }
        return true;
    }

    /**
     * Reads all that has been told up to now.
     *
     * @throws IOException if a broker does not give it in time
     */
    void readToEnd() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            while (consumer.position(end.getKey()) < end.getValue()) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            end.getKey() + " could not be read to its end, " + end.getValue());
                }
                readOn();
            }
        }
    }

    private void readOn() throws IOException {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            String key = new String(message.key(), StandardCharsets.UTF_8);
            JsonNode value = json.readTree(message.value());
            if (message.topic().equals(daysTopic)) {
                days.add(key + " " + value.get("status").asText());
            } else {
                alerts.add(new Told(key, value));
            }
        }
    }

    /** What became of the days in the order in which it was told: {@code shop/2026-03-01 OPEN}. */
    public List<String> days() {
        return List.copyOf(days);
    }

    /** The days that were told as closed, in this order. */
    public List<String> closed() {
        return days.stream()
                .filter(day -> day.endsWith(" CLOSED"))
                .map(day -> day.replace(" CLOSED", ""))
                .toList();
    }

    /** All alerts of a kind, in their order. */
    public List<Told> alerts(String kind) {
        return alerts.stream().filter(alert -> alert.text("kind").equals(kind)).toList();
    }

    /** The messages of all alerts, in their order. */
    public List<String> messages() {
        return alerts.stream().map(alert -> alert.text("message")).toList();
    }

    /** Of the alerts of a kind: phase, a further field and the key, in their order. */
    public List<String> phases(String kind, String field) {
        return alerts(kind).stream()
                .map(alert -> alert.text("phase") + " " + alert.text(field) + " " + alert.key())
                .toList();
    }

    /**
     * The breaks that are open when all that a recovery voided is left out: result ids to outcomes.
     */
    public Map<String, String> openBreaks() {
        Map<String, String> open = new TreeMap<>();
        open("RESULT").forEach((id, alert) -> open.put(id, alert.text("outcome")));
        return open;
    }

    /**
     * The messages of the alerts of a kind that still hold, by their keys. Those of days are
     * resolved in the end; those of files never are.
     */
    Map<String, String> openMessages(String kind) {
        Map<String, String> open = new TreeMap<>();
        open(kind).forEach((key, alert) -> open.put(key, alert.text("message")));
        return open;
    }

    /** The last alert of each key, if it still holds. */
    private Map<String, Told> open(String kind) {
        Map<String, List<Told>> standing = new TreeMap<>();
        for (Told alert : alerts) {
            String its = alert.text("kind");
            if (its.equals(kind)) {
                standing.computeIfAbsent(alert.key(), key -> new ArrayList<>()).add(alert);
            } else if (its.equals("RECOVERED")) {
                standing.values()
                        .forEach(of -> of.removeIf(one -> one.checkpoint() >= alert.checkpoint()));
            }
        }
        Map<String, Told> open = new TreeMap<>();
        standing.forEach(
                (key, of) -> {
                    Told last = of.isEmpty() ? null : of.get(of.size() - 1);
                    if (last != null && !last.text("phase").equals("RESOLVED")) {
                        open.put(key, last);
                    }
                });
        return open;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
