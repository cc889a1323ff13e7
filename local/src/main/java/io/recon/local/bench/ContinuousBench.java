package io.recon.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.local.orders.OrderPublisher;
import io.recon.local.tables.ExportCommand;
import io.recon.local.workload.BulkWorkload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bin/bench continuous}: how many records a second the continuous job sustains, with
 * checkpoints and the sinks of all tables and topics. Everything lies there when it starts, so it
 * is never short of work; the time is over when the last day is closed.
 */
@Command(
        name = "continuous",
        mixinStandardHelpOptions = true,
        description =
                "Lets the continuous job work off a large workload against a real Kafka and a real"
                        + " Hive metastore, and measures.")
final class ContinuousBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TABLES_FOLLOW = Duration.ofMinutes(2);

    @Spec private CommandSpec spec;

    @Option(
            names = "--transactions",
            paramLabel = "N",
            description = "How many transactions, each an order and a bill line (default: 500000).")
    private int transactions = 500_000;

    @Mixin private JobOptions options;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path work = options.work("continuous");
        Path workload = work.resolve("workload");
        BulkWorkload.Options planned = JobOptions.workload(transactions);
        BulkWorkload.write(planned, workload);
        Machine.tell(out);
        out.printf(
                Locale.ROOT,
                "workload: %,d transactions (an order and a bill line each) on %d days; parallelism"
                        + " %d, a checkpoint every %d s, Parquet%n",
                transactions,
                planned.days(),
                options.parallelism(),
                options.checkpointInterval().toSeconds());
        out.flush();
        String settings = "checkpoint-interval: " + options.checkpointInterval() + "\n";
        try (RunningJob job = RunningJob.prepare(work.resolve("stack"), workload, settings)) {
            try (OrderPublisher orders = OrderPublisher.open(job.config())) {
                orders.publish(workload.resolve("orders"));
                orders.sendHeartbeat(Clock.systemUTC().millis());
            }
            return measure(job, planned.days() * job.config().channels().size(), workload, out);
        }
    }

    private int measure(RunningJob job, int days, Path workload, PrintWriter out) throws Exception {
        job.start(options.parallelism());
        long startNanos = System.nanoTime();
        Duration usedBefore = job.processorTime();
        awaitClosed(job, days);
        long wallMs = Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
        Duration used = job.processorTime().minus(usedBefore);
        out.printf(
                Locale.ROOT,
                "%,d records in %d.%d s: %,d records/s, %d s of processor%n",
                2L * transactions,
                wallMs / 1_000,
                wallMs % 1_000 / 100,
                2L * transactions * 1_000 / wallMs,
                used.toSeconds());
        out.flush();
        boolean isAsPlanted = asPlanted(job, workload);
        FlinkCheckpoints.Size state = job.checkpoints().last();
        out.printf(
                Locale.ROOT,
                "state: %,d MiB, %,d bytes a transaction%n",
                state.bytes() >> 20,
                state.bytes() / transactions);
        return isAsPlanted ? 0 : 1;
    }

    private static void awaitClosed(RunningJob job, int days) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Set<String> closed = new HashSet<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<byte[], byte[]> reader = job.reader(job.config().topics().days())) {
            while (closed.size() < days) {
                for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                    JsonNode day = json.readTree(message.value());
                    if (day.get("status").asText().equals("CLOSED")) {
                        closed.add(day.get("channel").asText() + day.get("day").asText());
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("only " + closed + " of " + days + " days were closed");
                }
            }
        }
    }

    /** The tables follow with the next checkpoint. */
    private boolean asPlanted(RunningJob job, Path workload) throws IOException {
        Path out = workload.resolve("out");
        List<String> planted = sortedLines(workload.resolve("expected").resolve("statistics.csv"));
        long deadline = System.nanoTime() + TABLES_FOLLOW.toNanos();
        do {
            int exitCode =
                    new CommandLine(new ExportCommand())
                            .execute(
                                    "--config",
                                    job.configFile().toString(),
                                    "--out",
                                    out.toString());
            if (exitCode == 0 && sortedLines(out.resolve("statistics.csv")).equals(planted)) {
                return true;
            }
        } while (System.nanoTime() < deadline);
        spec.commandLine().getErr().println("bench: the tables are not what was planted");
        return false;
    }

    private static List<String> sortedLines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.sorted().toList();
        }
    }
}
