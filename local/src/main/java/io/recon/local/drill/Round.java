package io.recon.local.drill;

import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.KafkaSources;
import io.recon.local.demo.Exported;
import io.recon.local.drill.PlannedInputs.Delivery;
import io.recon.local.orders.OrderPublisher;
import io.recon.local.stack.KafkaTopics;
import io.recon.local.tables.ExportCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine;

/**
 * One round of a drill: orders and bills come in one by one, and between them something is killed
 * or redeployed. When every day is closed the job is stopped, and what it wrote is compared with
 * what was planted.
 */
final class Round {
    private static final int ORDER_PARTITIONS = 3;
    private static final int SHORTLY_MS = 1_000;
    private static final int MOST_WORK_MS = 5_000;

    /** On a busy machine a job starts slowly, and it is started again and again. */
    private static final Duration DAYS_CLOSE = Duration.ofMinutes(10);

    /** What a table that cannot be read twice at once would never tell. */
    private static final Duration TABLES_ANSWER = Duration.ofMinutes(10);

    private final RoundPlan plan;
    private final Path directory;
    private final Consumer<String> progress;
    private final Random random;

    /**
     * @param directory of its own, for everything
     * @param progress takes a line about each thing that happens
     */
    Round(RoundPlan plan, Path directory, Consumer<String> progress) {
        this.plan = plan;
        this.directory = directory;
        this.progress = progress;
        this.random = new Random(plan.seed());
    }

    /**
     * Plays it.
     *
     * @throws IOException if it cannot be played to its end
     */
    Findings play() throws Exception {
        PlannedInputs inputs =
                PlannedInputs.plant(directory, plan.seed(), plan.transactions(), plan.days());
        try (DrilledCluster cluster = DrilledCluster.start(directory, random)) {
            ReconConfig config = inputs.configure(cluster.bootstrapServers(), cluster.metastore());
            KafkaTopics.create(
                    KafkaSources.settings(config).client(),
                    KafkaTopics.of(config, ORDER_PARTITIONS));
            inputs.deliverFirstBills();
            cluster.run(inputs.configFile());
            progress.accept("the job runs with parallelism " + cluster.parallelism());
            try (OrderPublisher orders = OrderPublisher.open(config);
                    JobNews news = JobNews.of(config)) {
                trouble(inputs, cluster, orders);
                awaitClosed(news, inputs, cluster);
                cluster.stop();
                progress.accept("every day is closed; the tables are compared");
                return check(inputs, config, news);
            }
        }
    }

    /** The last trouble comes when all has been delivered, and the last days close. */
    private void trouble(PlannedInputs inputs, DrilledCluster cluster, OrderPublisher orders)
            throws Exception {
        Deque<Delivery> deliveries = inputs.deliveries(random);
        Deque<Trouble> troubles = plan.shuffled(random);
        int pieces = deliveries.size();
        int all = troubles.size();
        for (int made = 1; made <= all; made++) {
            // Spread evenly, whichever there are more of.
            int left = pieces - (pieces * made + all - 1) / all;
            while (deliveries.size() > left) {
                deliveries.remove().deliver(orders);
            }
            // What was just delivered may close a day: half of the time that is still going on.
            Thread.sleep(random.nextInt(random.nextBoolean() ? SHORTLY_MS : MOST_WORK_MS));
            progress.accept(cluster.make(troubles.remove()));
        }
    }

    /**
     * Waits until all days are closed for good. That they are is told at once, and a crash undoes
     * what no checkpoint holds: so the job itself is asked, once a checkpoint is complete that
     * began after it was told.
     */
    private static void awaitClosed(JobNews news, PlannedInputs inputs, DrilledCluster cluster)
            throws IOException, InterruptedException {
        if (!news.become(inputs::areClosed, DAYS_CLOSE)) {
            throw new IOException(
                    "after %d s not all of %s were closed, but %s"
                            .formatted(DAYS_CLOSE.toSeconds(), inputs.lastDays(), news.closed()));
        }
        Attempts.repeat(
                "all days were told as closed, but the job still has one of them open",
                DAYS_CLOSE,
                () -> {
                    cluster.awaitCheckpoint();
                    return inputs.areBehind(cluster.openDays(inputs.closedDays().keySet()))
                            ? Optional.of(true)
                            : Optional.empty();
                });
    }

    private Findings check(PlannedInputs inputs, ReconConfig config, JobNews news)
            throws Exception {
        Path out = directory.resolve("export");
        Path questions = Files.createDirectories(directory.resolve("questions"));
        // Both mostly wait for their own Flink: together they take little longer than one.
        FutureTask<TableRows> reading = new FutureTask<>(() -> TableRows.read(config, questions));
        Thread reader = new Thread(reading, "table rows");
        reader.setDaemon(true);
        reader.start();
        export(inputs.configFile(), out);
        Comparison comparison = new Comparison().latest(inputs.expected(), out);
        reading.get(TABLES_ANSWER.toSeconds(), TimeUnit.SECONDS).compare(inputs, comparison);
        // All was told before the job has stopped.
        news.readToEnd();
        // The day after a channel's last one has no bill, and is told as such.
        Map<String, String> days = news.openMessages("DAY");
        days.keySet().retainAll(inputs.dayKeys());
        return comparison
                .alerts(new Exported(out).finalBreaks(), news.openBreaks())
                .noAlerts("DAY", days.values())
                .noAlerts("FILE", news.openMessages("FILE").values())
                .findings();
    }

    private static void export(Path configFile, Path out) throws IOException {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new ExportCommand());
        command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        if (command.execute("--config", configFile.toString(), "--out", out.toString()) != 0) {
            throw new IOException("the tables cannot be exported: " + said);
        }
    }
}
