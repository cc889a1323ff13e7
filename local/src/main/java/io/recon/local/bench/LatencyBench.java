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

    private static final int WARM_UP_SECONDS = 10;

    @Spec private CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "How many orders a second (default: 20000).")
    private int rate = 20_000;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long (default: 40). The first 10 seconds are not counted.")
    private int seconds = 40;

    @Mixin private JobOptions options;

    private final ObjectMapper json = new ObjectMapper();

    /** When the order of a transaction was sent, by its number; epoch milliseconds. */
    private final Map<String, Long> sentMs = new ConcurrentHashMap<>();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path work = options.work("latency");
        Path workload = work.resolve("workload");
        BulkWorkload.Options planned = JobOptions.workload((long) rate * seconds);
        BulkWorkload.write(planned, workload);
        Machine.tell(out);
        out.printf(
                Locale.ROOT,
                "%,d orders a second for %d s, their bill lines are there before; parallelism %d, a"
                        + " checkpoint every %d s, Parquet%n",
                rate,
                seconds,
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
            long[] latenciesMs = measure(job, workload.resolve("orders"));
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

    private long[] measure(RunningJob job, Path orders) throws Exception {
        Thread sender =
                new Thread(
                        () -> {
                            try {
                                send(job, orders);
                            } catch (IOException e) {
                                spec.commandLine().getErr().println("bench: " + e.getMessage());
                            }
                        },
                        "sender");
        sender.start();
        long[] latencies = new long[rate * seconds];
        int count = 0;
        long quietSince = System.nanoTime();
        long firstMs = Long.MAX_VALUE;
        try (KafkaConsumer<byte[], byte[]> reader =
                job.reader(job.config().alerts().kafkaTopic())) {
            while (sender.isAlive()
                    || System.nanoTime() - quietSince < TimeUnit.SECONDS.toNanos(10)) {
                for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                    quietSince = System.nanoTime();
                    Long sent = sentMs.remove(numberIn(json.readTree(message.value())));
                    if (sent != null) {
                        firstMs = Math.min(firstMs, sent);
                        if (sent >= firstMs + WARM_UP_SECONDS * 1_000L) {
                            latencies[count++] = message.timestamp() - sent;
                        }
                    }
                }
            }
        }
        sender.join();
        return Arrays.copyOf(latencies, count);
    }

    /** The transaction of an alert that a second side brought; empty for others. */
    private static String numberIn(JsonNode alert) {
        boolean isPair =
                alert.get("kind").asText().equals("RESULT")
                        && !alert.get("platform_day").isNull()
                        && !alert.get("channel_day").isNull();
        return isPair ? alert.get("txn_no").asText() : "";
    }

    private void send(RunningJob job, Path orders) throws IOException {
        Properties properties = KafkaSources.settings(job.config()).client();
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(
                                properties, new ByteArraySerializer(), new ByteArraySerializer());
                var files = Files.list(orders)) {
            String topic = job.config().platform().kafka().topic();
            int perStep = rate / STEPS_PER_SECOND;
            long nextNanos = System.nanoTime();
            int inStep = 0;
            for (Path file : files.sorted().toList()) {
                try (BufferedReader lines = Files.newBufferedReader(file)) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        if (inStep++ == perStep) {
                            inStep = 1;
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
                }
            }
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
                    "%,d alerts after the warm-up: p50 %d ms, p90 %d ms, p99 %d ms, p99.9 %d ms,"
                            + " max %d ms%n",
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
