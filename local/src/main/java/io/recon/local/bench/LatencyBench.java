package io.recon.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.job.wiring.KafkaSources;
import io.recon.local.workload.BulkWorkload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bin/bench latency}: from the arrival of a transaction's second side to its alert. The
 * bills are there first; then orders come at a steady rate, one in a hundred with a wrong amount or
 * status. The latency of an alert is the broker's time of the alert less the time at which its
 * order was sent.
 */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description =
                "Sends orders at a steady rate to the continuous job, whose bills are there, and"
                        + " measures how long alerts take.")
final class LatencyBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Orders are sent in so many steps a second. */
    private static final int STEPS_PER_SECOND = 100;

    /** No alert for so long: the job has worked off what was sent. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Spec private CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "How many orders a second (default: 20000).")
    private int rate = 20_000;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long it is measured (default: 40).")
    private int seconds = 40;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "For how many seconds before that orders are sent, at half the rate, which are"
                            + " not counted (default: 60): the JVM compiles meanwhile. Then all of"
                            + " them are worked off.")
    private int warmUp = 60;

    @Mixin private JobOptions options;

    private final ObjectMapper json = new ObjectMapper();

    /** When the order of a transaction was sent, by its number; epoch milliseconds. */
    private final Map<String, Long> sentMs = new ConcurrentHashMap<>();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path work = options.work("latency");
        Path workload = work.resolve("workload");
        long warmUpOrders = (long) rate * warmUp / 2;
        BulkWorkload.Options planned = JobOptions.workload(warmUpOrders + (long) rate * seconds);
        BulkWorkload.write(planned, workload);
        Machine.tell(out);
        out.printf(
                Locale.ROOT,
                "%,d orders a second for %d s after %d s at half the rate, their bill lines are"
                        + " there before; parallelism %d, a checkpoint every %d s, Parquet%n",
                rate,
                seconds,
                warmUp,
                options.parallelism(),
                options.checkpointInterval().toSeconds());
        out.flush();
        // Every alert by itself.
        String settings =
                "checkpoint-interval: "
                        + options.checkpointInterval()
                        + "\nalerts: { fold-after: 1000000 }\n";
        try (RunningJob job = RunningJob.prepare(work.resolve("stack"), workload, settings)) {
            job.start(options.parallelism());
            awaitProven(job, planned.days() * job.config().channels().size());
            long[] latenciesMs = measure(job, workload.resolve("orders"), warmUpOrders);
            tell(latenciesMs, out);
            return latenciesMs.length == 0 ? 1 : 0;
        }
    }

    /** A day is said to be proven when all its lines have left the source. */
    private void awaitProven(RunningJob job, int days) throws IOException {
        Map<String, String> states = new HashMap<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<byte[], byte[]> reader = job.reader(job.config().topics().days())) {
            while (states.size() < days) {
                for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                    JsonNode day = json.readTree(message.value());
                    states.put(
                            day.get("channel").asText() + day.get("day").asText(),
                            day.get("status").asText());
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "only " + states.size() + " of " + days + " days are read");
                }
            }
        }
    }

    private long[] measure(RunningJob job, Path orders, long warmUpOrders) throws Exception {
        long[] latencies = new long[rate * seconds];
        int count = 0;
        try (Sender sender = new Sender(job, orders);
                KafkaConsumer<byte[], byte[]> alerts =
                        job.reader(job.config().alerts().kafkaTopic())) {
            Thread sending = start(sender, rate / 2, warmUpOrders);
            boolean isWarm = false;
            long quietSince = System.nanoTime();
            while (sending.isAlive() || System.nanoTime() - quietSince < QUIET_NANOS || !isWarm) {
                if (!isWarm && !sending.isAlive() && System.nanoTime() - quietSince > QUIET_NANOS) {
                    isWarm = true;
                    sentMs.clear();
                    sending = start(sender, rate, Long.MAX_VALUE);
                }
                for (ConsumerRecord<byte[], byte[]> message : alerts.poll(POLL)) {
                    quietSince = System.nanoTime();
                    Long sent = sentMs.remove(numberIn(json.readTree(message.value())));
                    if (sent != null && isWarm) {
                        latencies[count++] = message.timestamp() - sent;
                    }
                }
            }
            sending.join();
        }
        return Arrays.copyOf(latencies, count);
    }

    private Thread start(Sender sender, int ordersPerSecond, long most) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                sender.send(ordersPerSecond, most);
                            } catch (IOException e) {
                                spec.commandLine().getErr().println("bench: " + e.getMessage());
                            }
                        },
                        "sender");
        thread.start();
        return thread;
    }

    /** The transaction of an alert that a second side brought; empty for others. */
    private static String numberIn(JsonNode alert) {
        boolean isPair =
                alert.get("kind").asText().equals("RESULT")
                        && !alert.get("platform_day").isNull()
                        && !alert.get("channel_day").isNull();
        return isPair ? alert.get("txn_no").asText() : "";
    }

    /** Sends orders in their order at a steady rate, and notes when. */
    private final class Sender implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;
        private final String topic;
        private final BufferedReader lines;

        Sender(RunningJob job, Path orders) throws IOException {
            Properties properties = KafkaSources.settings(job.config()).client();
            properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
            properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
            topic = job.config().platform().kafka().topic();
            try (Stream<Path> files = Files.list(orders)) {
                lines = Files.newBufferedReader(files.findFirst().orElseThrow());
            }
            producer =
                    new KafkaProducer<>(
                            properties, new ByteArraySerializer(), new ByteArraySerializer());
        }

        void send(int ordersPerSecond, long most) throws IOException {
            int perStep = ordersPerSecond / STEPS_PER_SECOND;
            long nextNanos = System.nanoTime();
            for (long sent = 0; sent < most; sent++) {
                String line = lines.readLine();
                if (line == null) {
                    break;
                }
                if (sent % perStep == 0) {
                    nextNanos += TimeUnit.SECONDS.toNanos(1) / STEPS_PER_SECOND;
                    while (System.nanoTime() < nextNanos) {
                        LockSupport.parkNanos(nextNanos - System.nanoTime());
                    }
                }
                String number = numberIn(line);
                sentMs.put(number, System.currentTimeMillis());
                // What is lost has no alert, and is seen by that.
                var unused =
                        producer.send(
                                new ProducerRecord<>(
                                        topic,
                                        number.getBytes(StandardCharsets.UTF_8),
                                        line.getBytes(StandardCharsets.UTF_8)));
            }
            producer.flush();
        }

        @Override
        public void close() throws IOException {
            producer.close();
            lines.close();
        }
    }

    /** Without reading the whole event, which would take the processor that is measured. */
    private static String numberIn(String event) {
        String name = "\"txn_no\":\"";
        int from = event.indexOf(name) + name.length();
        return event.substring(from, event.indexOf('"', from));
    }

    private static void tell(long[] latenciesMs, PrintWriter out) {
        Arrays.sort(latenciesMs);
        if (latenciesMs.length == 0) {
            out.println("no alert was seen");
        } else {
            out.printf(
                    Locale.ROOT,
                    "%,d alerts: p50 %d ms, p90 %d ms, p99 %d ms, p99.9 %d ms," + " max %d ms%n",
                    latenciesMs.length,
                    percentile(latenciesMs, 500),
                    percentile(latenciesMs, 900),
                    percentile(latenciesMs, 990),
                    percentile(latenciesMs, 999),
                    latenciesMs[latenciesMs.length - 1]);
        }
        out.flush();
    }

    private static long percentile(long[] sorted, int permille) {
        return sorted[(int) ((sorted.length - 1L) * permille / 1_000)];
    }
}
