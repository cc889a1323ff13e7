package io.recon.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.job.wiring.KafkaSources;
import io.recon.local.orders.OrderPublisher;
import io.recon.local.workload.LoneOrders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bin/bench close}: a day closes with so many transactions that wait for it, all of them
 * lone. Counts the checkpoints that pass meanwhile, and finds the longest time without one.
 */
@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description =
                "Lets the continuous job close a day with many open transactions, and watches its"
                        + " checkpoints meanwhile.")
final class CloseBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration POLL = Duration.ofMillis(200);

    @Spec private CommandSpec spec;

    @Option(
            names = "--transactions",
            paramLabel = "N",
            description = "How many orders wait for the close (default: 1000000).")
    private int transactions = 1_000_000;

    @Mixin private JobOptions options;

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path work = options.work("close");
        Path workload = work.resolve("workload");
        LoneOrders.write(transactions, workload);
        Machine.tell(out);
        out.printf(
                Locale.ROOT,
                "a day closes with %,d open transactions; parallelism %d, a checkpoint every %d s,"
                        + " Parquet%n",
                transactions,
                options.parallelism(),
                options.checkpointInterval().toSeconds());
        out.flush();
        String settings = "checkpoint-interval: " + options.checkpointInterval() + "\n";
        try (RunningJob job = RunningJob.prepare(work.resolve("stack"), workload, settings);
                OrderPublisher orders = OrderPublisher.open(job.config())) {
            orders.publish(workload.resolve("orders"));
            job.start(options.parallelism());
            awaitRead(job);
            FlinkCheckpoints checkpoints = job.checkpoints();
            FlinkCheckpoints.Size state = checkpoints.last();
            out.printf(
                    Locale.ROOT,
                    "state: %,d MiB, %,d bytes a transaction that waits%n",
                    state.bytes() >> 20,
                    state.bytes() / transactions);
            out.flush();
            // Behind the end of the day and all that orders may be late.
            orders.sendHeartbeat(
                    LoneOrders.DAY
                            .plusDays(3)
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli());
            long startMs = System.currentTimeMillis();
            awaitClosed(job, checkpoints);
            long endMs = System.currentTimeMillis();
            out.printf(
                    Locale.ROOT,
                    "closed in %,d ms: %,d transactions/s; %d checkpoints completed meanwhile,"
                            + " the longest time without one was %,d ms%n",
                    endMs - startMs,
                    transactions * 1_000L / Math.max(1, endMs - startMs),
                    checkpoints.completedBetween(startMs, endMs),
                    checkpoints.longestGapMs(startMs, endMs));
            out.flush();
        }
        return 0;
    }

    /** What a complete checkpoint says to have read is also kept. */
    private void awaitRead(RunningJob job)
            throws IOException, InterruptedException, ExecutionException {
        String group = job.config().platform().kafka().groupId();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(KafkaSources.settings(job.config()).client())) {
            long read = 0;
            while (read < transactions) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("only " + read + " orders were read");
                }
                Thread.sleep(POLL.toMillis());
                read =
                        admin
                                .listConsumerGroupOffsets(group)
                                .partitionsToOffsetAndMetadata()
                                .get()
                                .values()
                                .stream()
                                .mapToLong(OffsetAndMetadata::offset)
                                .sum();
            }
        }
    }

    private void awaitClosed(RunningJob job, FlinkCheckpoints checkpoints)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<byte[], byte[]> days = job.reader(job.config().topics().days())) {
            while (System.nanoTime() < deadline) {
                checkpoints.look();
                for (ConsumerRecord<byte[], byte[]> message : days.poll(POLL)) {
                    JsonNode day = json.readTree(message.value());
                    if (day.get("status").asText().equals("CLOSED")) {
                        return;
                    }
                }
            }
        }
        throw new IOException("the day was not closed");
    }
}
