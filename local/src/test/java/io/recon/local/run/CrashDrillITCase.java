package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.KafkaSources;
import io.recon.local.ExitCode;
import io.recon.local.ReconProcess;
import io.recon.local.RunningRecon;
import io.recon.local.demo.Exported;
import io.recon.local.drill.Comparison;
import io.recon.local.drill.JobNews;
import io.recon.local.drill.PlannedInputs;
import io.recon.local.drill.PlannedInputs.Delivery;
import io.recon.local.drill.TableRows;
import io.recon.local.orders.OrderPublisher;
import io.recon.local.stack.KafkaTopics;
import io.recon.local.stack.LocalBroker;
import io.recon.local.stack.LocalMetastore;
import io.recon.local.workload.CsvTable;
import io.recon.local.workload.ExpectedComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The continuous job while everything around it breaks: it is killed, the broker is killed, the
 * metastore is away, and all the time orders and bills arrive. In the end the tables and the alerts
 * say what was planted, and no more. {@code -Drecon.crash.rounds=N} plays more rounds, {@code
 * -Drecon.crash.first-seed=S} others.
 */
class CrashDrillITCase {
    private static final int ROUNDS = Integer.getInteger("recon.crash.rounds", 1);
    private static final int FIRST_SEED = Integer.getInteger("recon.crash.first-seed", 1);

    private static final int TRANSACTIONS = 400;
    private static final int DAYS = 3;
    private static final int ORDER_PARTITIONS = 3;
    private static final int KILLS = 3;
    private static final int REDEPLOYS = 2;
    private static final int MOST_WORK_MS = 2_500;
    private static final Duration JOB_FOLLOWS = Duration.ofMinutes(2);
    private static final Duration TABLES_FOLLOW = Duration.ofMinutes(2);

    @TempDir private Path directory;

    private LocalBroker broker;
    private LocalMetastore metastore;
    private ReconProcess job;
    private PlannedInputs inputs;
    private int starts;

    static IntStream seeds() {
        return IntStream.range(FIRST_SEED, FIRST_SEED + ROUNDS);
    }

    /** What is done to the job or to what it lives on. */
    private enum Trouble {
        KILL_THE_JOB,
        REDEPLOY,
        KILL_THE_BROKER,
        LOSE_THE_METASTORE
    }

    @AfterEach
    void endAll() {
        Stream.of(job, metastore, broker)
                .filter(part -> part != null)
                .forEach(
                        part -> {
                            try {
                                part.close();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostAndNothingDoubledWhateverBreaks(int seed) throws Exception {
        Random random = new Random(seed);
        inputs = PlannedInputs.plant(directory, seed, TRANSACTIONS, DAYS);
        broker = LocalBroker.start(directory.resolve("broker"), 0);
        metastore = LocalMetastore.start(directory.resolve("metastore"), 0);
        ReconConfig config = inputs.configure(broker.bootstrapServers(), metastore.uri());
        KafkaTopics.create(
                KafkaSources.settings(config).client(), KafkaTopics.of(config, ORDER_PARTITIONS));

        inputs.deliverFirstBills();
        start(2);
        try (OrderPublisher orders = OrderPublisher.open(config);
                JobNews news = JobNews.of(config)) {
            play(inputs.deliveries(random), troubles(random), random, orders);
            news.await("all of " + inputs.lastDays() + " closed", inputs::areClosed);
            Path out = exportAsPlanted();
            assertRowsAsPlanted(config);
            Map<String, String> breaks = new Exported(out).finalBreaks();
            assertThat(breaks).isNotEmpty();
            news.await(
                    () ->
                            "the breaks of the tables: "
                                    + new Comparison()
                                            .alerts(breaks, news.openBreaks())
                                            .findings()
                                            .all(),
                    told -> told.openBreaks().equals(breaks));
            assertThat(news.alerts("RECOVERED")).hasSizeGreaterThanOrEqualTo(KILLS);
            assertReconcileSaysTheSame(out);
        }
    }

    /** Lets orders and bills arrive, and breaks something between them. */
    private void play(
            Deque<Delivery> deliveries,
            Deque<Trouble> troubles,
            Random random,
            OrderPublisher orders)
            throws Exception {
        while (!deliveries.isEmpty() || !troubles.isEmpty()) {
            int together = 1 + deliveries.size() / (troubles.size() + 1);
            for (int i = 0; i < together && !deliveries.isEmpty(); i++) {
                deliveries.remove().deliver(orders);
            }
            job.letWork(random.nextInt(MOST_WORK_MS));
            if (!troubles.isEmpty()) {
                make(troubles.remove(), random);
            }
        }
    }

    private static Deque<Trouble> troubles(Random random) {
        List<Trouble> troubles = new ArrayList<>(Collections.nCopies(KILLS, Trouble.KILL_THE_JOB));
        troubles.addAll(Collections.nCopies(REDEPLOYS, Trouble.REDEPLOY));
        troubles.add(Trouble.KILL_THE_BROKER);
        troubles.add(Trouble.LOSE_THE_METASTORE);
        Collections.shuffle(troubles, random);
        return new ArrayDeque<>(troubles);
    }

    private void make(Trouble trouble, Random random) throws Exception {
        switch (trouble) {
            case KILL_THE_JOB -> {
                job.kill();
                start(1 + random.nextInt(3));
            }
            case REDEPLOY -> {
                stop();
                start(1 + random.nextInt(3));
            }
            case KILL_THE_BROKER -> {
                int port = broker.port();
                broker.kill();
                broker = LocalBroker.start(directory.resolve("broker"), port);
            }
            case LOSE_THE_METASTORE -> {
                int port = metastore.port();
                metastore.kill();
                job.letWork(random.nextInt(MOST_WORK_MS));
                metastore = LocalMetastore.start(directory.resolve("metastore"), port);
            }
        }
    }

    /** One that is just being started again cannot take a savepoint yet. */
    private void stop() throws Exception {
        long deadline = System.nanoTime() + JOB_FOLLOWS.toNanos();
        RunningRecon savepoint;
        do {
            savepoint =
                    RunningRecon.of(
                            "savepoint", "--config", inputs.configFile().toString(), "--stop");
        } while (savepoint.exitCode() != ExitCode.OK && System.nanoTime() < deadline);
        assertThat(savepoint.exitCode()).as(savepoint.errors() + job.said()).isZero();
        assertThat(job.awaitEnd()).as(job.said()).isZero();
    }

    private void start(int parallelism) throws Exception {
        starts++;
        job =
                ReconProcess.run(
                        inputs.configFile(), directory.resolve("console-" + starts), parallelism);
        job.awaitRunning();
    }

    /** The tables show a close with the checkpoint that follows it. */
    private Path exportAsPlanted() throws IOException {
        Path out = directory.resolve("out");
        long deadline = System.nanoTime() + TABLES_FOLLOW.toNanos();
        List<String> differences;
        do {
            RunningRecon export =
                    RunningRecon.of(
                            "export",
                            "--config",
                            inputs.configFile().toString(),
                            "--out",
                            out.toString());
            assertThat(export.exitCode()).as(export.errors()).isZero();
            differences = ExpectedComparison.differencesOfTables(inputs.expected(), out);
        } while (!differences.isEmpty() && System.nanoTime() < deadline);
        assertThat(differences).as(job.said()).isEmpty();
        return out;
    }

    /** None is doubled; of orders and lines there are those that came. */
    private void assertRowsAsPlanted(ReconConfig config) throws Exception {
        Comparison comparison = new Comparison();
        TableRows.read(config, Files.createDirectories(directory.resolve("questions")))
                .compare(inputs, comparison);
        assertThat(comparison.findings().all()).isEmpty();
    }

    private void assertReconcileSaysTheSame(Path exported) throws IOException {
        Path out = directory.resolve("reconciled");
        RunningRecon reconcile =
                RunningRecon.of(
                        "reconcile",
                        "--config",
                        inputs.configFile().toString(),
                        "--orders",
                        inputs.orders().toString(),
                        "--bills",
                        inputs.landing().toString(),
                        "--out",
                        out.toString());
        assertThat(reconcile.exitCode()).as(reconcile.errors()).isIn(0, 4);
        assertThat(comparable(exported)).isEqualTo(comparable(out));
    }

    /** Without what depends on when something was read. */
    private static List<Map<String, String>> comparable(Path out) throws IOException {
        List<Map<String, String>> comparable = new ArrayList<>();
        for (Map<String, String> row : CsvTable.read(out.resolve("results.csv"))) {
            if (!List.of("UNDECIDED", "WITHDRAWN").contains(row.get("outcome"))) {
                row.remove("revision");
                row.remove("decided_at");
                comparable.add(row);
            }
        }
        return comparable;
    }
}
