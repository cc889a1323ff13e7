package io.recon.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.KafkaSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what the job tells to Kafka, tells it on, and remembers it: what became of each day, and
 * which breaks are open by the alerts. It takes a consumer's point of view, and knows nothing of
 * the engine but the topics.
 */
final class News implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(2);
    private static final long MOST_WAIT_MS = 1_000;

    private final Timeline timeline;
    private final String daysTopic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ObjectMapper json = new ObjectMapper();
    private final Thread reader;

    /** By channel and day, the last thing that became of it. */
    private final Map<String, String> days = new TreeMap<>();

    /** The breaks that are open by the alerts: result ids to outcomes. */
    private final Map<String, String> open = new HashMap<>();

    /** What was told of days and files, in its order. */
    private final List<String> told = new ArrayList<>();

    private IOException failure;

    private News(Timeline timeline, ReconConfig config, KafkaConsumer<byte[], byte[]> consumer) {
        this.timeline = timeline;
        this.daysTopic = config.topics().days();
        this.consumer = consumer;
        this.reader = new Thread(this::read, "news");
        reader.setDaemon(true);
    }

    /** Begins to read both topics from their first record. */
    static News follow(Timeline timeline, ReconConfig config) {
        Properties properties = KafkaSources.settings(config).client();
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                List.of(
                        new TopicPartition(config.topics().days(), 0),
                        new TopicPartition(config.alerts().kafkaTopic(), 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        News news = new News(timeline, config, consumer);
        news.reader.start();
        return news;
    }

    private void read() {
        try (consumer) {
            TreeMap<String, Integer> breaks = new TreeMap<>();
            long toldNanos = System.nanoTime();
            while (true) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    take(message, breaks);
                }
                if (!breaks.isEmpty() && System.nanoTime() - toldNanos > TOLD_EVERY.toNanos()) {
                    tellOf(breaks);
                    breaks.clear();
                    toldNanos = System.nanoTime();
                }
            }
        } catch (WakeupException | InterruptException e) {
            // Closed.
        } catch (IOException e) {
            fail(e);
        }
    }

    private synchronized void fail(IOException e) {
        failure = e;
        notifyAll();
    }

    private synchronized void take(
            ConsumerRecord<byte[], byte[]> message, Map<String, Integer> breaks)
            throws IOException {
        JsonNode value = json.readTree(message.value());
        if (message.topic().equals(daysTopic)) {
            takeDay(new String(message.key(), StandardCharsets.UTF_8), value);
        } else {
            takeAlert(value, breaks);
        }
        notifyAll();
    }

    private void takeDay(String day, JsonNode value) {
        String status = value.get("status").asText();
        String reason = value.get("reason").asText();
        days.put(day, status);
        String what =
                switch (status) {
                    case "OPEN" ->
                            reason.isEmpty()
                                    ? "is proven, and waits for the orders"
                                    : "is open: " + reason;
                    case "HELD" -> "is HELD: " + reason;
                    case "ACCEPTED" -> "is accepted by an operator";
                    case "CLOSED" -> "is closed";
                    default -> status;
                };
        timeline.tell(day.replace('/', ' ') + " " + what);
    }

    private void takeAlert(JsonNode value, Map<String, Integer> breaks) {
        String kind = value.get("kind").asText();
        switch (kind) {
            case "RESULT" -> {
                String id = value.get("result_id").asText();
                String phase = value.get("phase").asText();
                if (phase.equals("RESOLVED")) {
                    String former = open.remove(id);
                    breaks.merge("resolved " + former, 1, Integer::sum);
                } else {
                    String outcome = value.get("outcome").asText();
                    open.put(id, outcome);
                    breaks.merge(outcome, 1, Integer::sum);
                }
            }
            case "DAY" -> {
                String phase = value.get("phase").asText();
                told.add(phase + " " + value.get("status").asText() + " " + subject(value));
                timeline.tell("alert " + phase + ": " + value.get("message").asText());
            }
            default -> timeline.tell("alert " + kind + ": " + value.get("message").asText());
        }
    }

    private static String subject(JsonNode value) {
        return value.get("channel").asText() + "/" + value.get("day").asText();
    }

    private void tellOf(Map<String, Integer> breaks) {
        timeline.tell(
                "alerts: "
                        + breaks.entrySet().stream()
                                .map(count -> count.getValue() + " " + count.getKey())
                                .collect(Collectors.joining(", ")));
    }

    /**
     * Waits until the news are as somebody wants them.
     *
     * @return whether they were, before the time was over
     */
    synchronized boolean await(Predicate<News> condition, Duration atMost)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.test(this)) {
            if (failure != null) {
                throw failure;
            }
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (leftMs <= 0) {
                return false;
            }
            wait(Math.min(leftMs, MOST_WAIT_MS));
        }
        return true;
    }

    /** What last became of a day; empty if nothing was told. */
    synchronized String day(String channel, Object day) {
        return days.getOrDefault(channel + "/" + day, "");
    }

    /** The breaks that are open by the alerts: result ids to outcomes. */
    synchronized Map<String, String> open() {
        return new TreeMap<>(open);
    }

    /** What was told of days, in its order: phase, status, channel and day. */
    synchronized List<String> toldOfDays() {
        return List.copyOf(told);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
