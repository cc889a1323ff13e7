package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.hive.HiveReader;
import io.recon.connectors.order.OrderFileEvents;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.job.wiring.HiveTables;
import io.recon.job.wiring.KafkaSources;
import io.recon.job.wiring.OrderOptions;
import io.recon.local.ExitCode;
import io.recon.local.ReconProcess;
import io.recon.local.RunningRecon;
import io.recon.local.orders.OrderPublisher;
import io.recon.local.stack.KafkaTopics;
import io.recon.local.stack.LocalBroker;
import io.recon.local.stack.LocalMetastore;
import io.recon.local.workload.ExpectedComparison;
import io.recon.local.workload.PlannedDay;
import io.recon.local.workload.Workload;
import io.recon.local.workload.WorkloadGenerator;
import io.recon.local.workload.WorkloadOptions;
import io.recon.local.workload.WorkloadWriter;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
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
    private static final int CHANNELS = 3;
    private static final int DAYS = 3;
    private static final int ORDER_PARTITIONS = 3;
    private static final int KILLS = 3;
    private static final int REDEPLOYS = 2;
    private static final int MOST_WORK_MS = 2_500;
    private static final Duration JOB_FOLLOWS = Duration.ofMinutes(2);
    private static final Duration TABLES_FOLLOW = Duration.ofMinutes(2);

    private static final String SETTINGS =
            """
            landing: ../landing
            scan-interval: PT0.2S
            checkpoints: ../checkpoints
            checkpoint-interval: PT1S
            alerts: { fold-after: 1000000 }
            hive: { metastore: "%s", warehouse: ../warehouse }
            """;
    private static final String KAFKA = "  kafka: { bootstrap-servers: \"%s\" }\n";

    /** Which rows of each table are the same row: there must be one. */
    private static final Map<String, String> ROW_KEYS =
            Map.of(
                    "recon_result", "run, result_id, revision",
                    "recon_statistics",
                            "run, dt, channel, account, currency, txn_type, outcome, revision",
                    "channel_bill", "run, channel, dt, bill_file, bill_line, issue, retracted",
                    "bill_file", "run, channel, dt, bill_file, issue, currency",
                    "bill_reject", "run, source, channel, dt, file, line, issue, retracted",
                    "recon_day", "run, channel, `day`, status, reason");

    @TempDir private Path directory;

    private LocalBroker broker;
    private LocalMetastore metastore;
    private ReconProcess job;
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
        Workload workload = workload(seed);
        WorkloadWriter.write(workload, planned());
        broker = LocalBroker.start(directory.resolve("broker"), 0);
        metastore = LocalMetastore.start(directory.resolve("metastore"), 0);
        ReconConfig config = configure();
        KafkaTopics.create(
                KafkaSources.settings(config).client(), KafkaTopics.of(config, ORDER_PARTITIONS));

        deliverFirstBills(workload);
        start(2);
        try (OrderPublisher orders = OrderPublisher.open(config);
                JobNews news = JobNews.of(config)) {
            play(deliveries(workload, random), troubles(random), random, orders);
            awaitClosed(news, workload, orders);
            Path out = exportAsPlanted();
            assertNoRowIsDoubled(config, out);
            Map<String, String> breaks = finalBreaks(out);
            assertThat(breaks).isNotEmpty();
            news.await(
                    () -> "the breaks of the tables: " + difference(news.openBreaks(), breaks),
                    told -> told.openBreaks().equals(breaks));
            assertThat(news.alerts("RECOVERED")).hasSizeGreaterThanOrEqualTo(KILLS);
            assertReconcileSaysTheSame(out);
        }
    }

    private static String difference(Map<String, String> open, Map<String, String> due) {
        Map<String, String> different = new TreeMap<>();
        due.forEach(
                (id, outcome) -> {
                    if (!outcome.equals(open.get(id))) {
                        different.put(id, outcome + " is alerted as " + open.get(id));
                    }
                });
        open.forEach(
                (id, outcome) -> {
                    if (!due.containsKey(id)) {
                        different.put(id, "alerted as " + outcome + " is no break");
                    }
                });
        return different.toString();
    }

    /** In the past: a heartbeat of this moment then says that all orders are there. */
    private static Workload workload(int seed) {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        for (long next = seed; ; next += 1_000) {
            Workload workload =
                    WorkloadGenerator.generate(
                            new WorkloadOptions(next, TRANSACTIONS, CHANNELS, DAYS, true, false));
            LocalDate last =
                    workload.channels().stream()
                            .flatMap(channel -> channel.days().stream())
                            .map(PlannedDay::day)
                            .max(LocalDate::compareTo)
                            .orElseThrow();
            if (last.isBefore(today.minusDays(1))) {
                return marked(workload);
            }
        }
    }

    /** A job that never ends takes a bill for complete only when it is told so. */
    private static Workload marked(Workload workload) {
        List<Workload.Channel> channels = new ArrayList<>();
        for (Workload.Channel channel : workload.channels()) {
            channels.add(
                    new Workload.Channel(
                            channel.plan(),
                            channel.days().stream()
                                    .map(
                                            day ->
                                                    new PlannedDay(
                                                            day.day(),
                                                            day.files(),
                                                            day.formerFiles(),
                                                            day.accepted(),
                                                            true))
                                    .toList()));
        }
        return new Workload(
                channels, workload.encoding(), workload.orderFiles(), workload.planted());
    }

    private Path planned() {
        return directory.resolve("planned");
    }

    private Path configFile() {
        return planned().resolve("recon.yaml");
    }

    private ReconConfig configure() throws Exception {
        String planted = Files.readString(configFile()).replace("landing: landing\n", "");
        String kafka = KAFKA.formatted(broker.bootstrapServers());
        Files.writeString(
                configFile(),
                SETTINGS.formatted(metastore.uri())
                        + (planted.contains("platform:\n")
                                ? planted.replace("platform:\n", "platform:\n" + kafka)
                                : planted + "platform:\n" + kafka));
        Files.createDirectories(directory.resolve("landing"));
        return new ReconConfigReader(Map.of()).read(configFile());
    }

    /** The first day of a channel is that of the first directory which the job sees. */
    private void deliverFirstBills(Workload workload) throws IOException {
        for (Workload.Channel channel : workload.channels()) {
            deliverBill(channel.plan().name(), channel.days().get(0).day());
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

    private interface Delivery {
        void deliver(OrderPublisher orders) throws Exception;
    }

    /** Files of orders in any order among bills, those of a channel in the order of their days. */
    private Deque<Delivery> deliveries(Workload workload, Random random) throws IOException {
        List<Deque<Delivery>> queues = new ArrayList<>();
        for (Workload.Channel channel : workload.channels()) {
            Deque<Delivery> bills = new ArrayDeque<>();
            channel.days().stream()
                    .skip(1)
                    .forEach(
                            day ->
                                    bills.add(
                                            orders ->
                                                    deliverBill(channel.plan().name(), day.day())));
            queues.add(bills);
        }
        Deque<Delivery> files = new ArrayDeque<>();
        orderFiles().forEach(file -> files.add(orders -> orders.publish(file)));
        queues.add(files);
        Deque<Delivery> mixed = new ArrayDeque<>();
        queues.removeIf(Deque::isEmpty);
        while (!queues.isEmpty()) {
            Deque<Delivery> queue = queues.get(random.nextInt(queues.size()));
            mixed.add(queue.remove());
            queues.removeIf(Deque::isEmpty);
        }
        return mixed;
    }

    private List<Path> orderFiles() throws IOException {
        try (Stream<Path> files = Files.walk(planned().resolve("orders"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
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
            savepoint = RunningRecon.of("savepoint", "--config", configFile().toString(), "--stop");
        } while (savepoint.exitCode() != ExitCode.OK && System.nanoTime() < deadline);
        assertThat(savepoint.exitCode()).as(savepoint.errors() + job.said()).isZero();
        assertThat(job.awaitEnd()).as(job.said()).isZero();
    }

    private void start(int parallelism) throws Exception {
        starts++;
        job = ReconProcess.run(configFile(), directory.resolve("console-" + starts), parallelism);
        job.awaitRunning();
    }

    private void deliverBill(String channel, LocalDate day) throws IOException {
        Path to = directory.resolve("landing").resolve(channel).resolve(day.toString());
        Files.createDirectories(to.getParent());
        Files.move(
                planned().resolve("landing").resolve(channel).resolve(day.toString()),
                to,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** Heartbeats come again and again: a job that was restored has not seen any. */
    private static void awaitClosed(JobNews news, Workload workload, OrderPublisher orders)
            throws IOException {
        List<String> last =
                workload.channels().stream()
                        .map(
                                channel ->
                                        channel.plan().name()
                                                + "/"
                                                + channel.days()
                                                        .get(channel.days().size() - 1)
                                                        .day())
                        .toList();
        news.await(
                "all of " + last + " closed",
                told -> {
                    try {
                        orders.sendHeartbeat(Clock.systemUTC().millis());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return told.closed().containsAll(last);
                });
    }

    /** The tables show a close with the checkpoint that follows it. */
    private Path exportAsPlanted() throws IOException {
        Path out = directory.resolve("out");
        long deadline = System.nanoTime() + TABLES_FOLLOW.toNanos();
        List<String> differences;
        do {
            RunningRecon export =
                    RunningRecon.of(
                            "export", "--config", configFile().toString(), "--out", out.toString());
            assertThat(export.exitCode()).as(export.errors()).isZero();
            differences =
                    ExpectedComparison.differencesOfTables(planned().resolve("expected"), out);
        } while (!differences.isEmpty() && System.nanoTime() < deadline);
        assertThat(differences).as(job.said()).isEmpty();
        return out;
    }

    private void assertNoRowIsDoubled(ReconConfig config, Path out) throws Exception {
        HiveReader tables =
                HiveReader.open(
                        HiveTables.settings(config),
                        1,
                        Files.createDirectories(directory.resolve("questions")));
        for (Map.Entry<String, String> table : ROW_KEYS.entrySet()) {
            List<String> doubled = new ArrayList<>();
            tables.query(
                    "SELECT %2$s, COUNT(*) FROM %1$s GROUP BY %2$s HAVING COUNT(*) > 1"
                            .formatted(table.getKey(), table.getValue()),
                    row -> doubled.add(row.toString()));
            assertThat(doubled).as(table.getKey()).isEmpty();
        }
        // These tables hold what was read, each thing as often as it came.
        assertThat(count(tables, "platform_order")).isEqualTo(publishedChanges(config));
        long lines =
                rows(out.resolve("bill_files.csv")).stream()
                        .mapToLong(
                                row ->
                                        Long.parseLong(row.get("payments"))
                                                + Long.parseLong(row.get("refunds")))
                        .sum();
        assertThat(count(tables, "channel_bill")).isEqualTo(lines);
    }

    private static long count(HiveReader tables, String table) throws Exception {
        List<Object> counts = new ArrayList<>();
        tables.query("SELECT COUNT(*) FROM " + table, row -> counts.add(row.getField(0)));
        return (Long) counts.get(0);
    }

    private long publishedChanges(ReconConfig config) throws IOException, InterruptedException {
        List<OrderRecord> changes = new ArrayList<>();
        new OrderFileEvents(
                        new org.apache.flink.core.fs.Path(planned().resolve("orders").toUri()),
                        OrderOptions.of(config))
                .forEach(
                        (bytes, records, place) ->
                                records.stream()
                                        .filter(record -> record instanceof OrderEvent.Change)
                                        .forEach(changes::add));
        return changes.size();
    }

    private static Map<String, String> finalBreaks(Path out) throws IOException {
        Map<String, String> breaks = new TreeMap<>();
        for (Map<String, String> row : rows(out.resolve("results.csv"))) {
            String outcome = row.get("outcome");
            if (row.get("state").equals("FINAL")
                    && !outcome.equals("MATCHED")
                    && !outcome.equals("WITHDRAWN")) {
                breaks.put(row.get("result_id"), outcome);
            }
        }
        return breaks;
    }

    private void assertReconcileSaysTheSame(Path exported) throws IOException {
        Path out = directory.resolve("reconciled");
        RunningRecon reconcile =
                RunningRecon.of(
                        "reconcile",
                        "--config",
                        configFile().toString(),
                        "--orders",
                        planned().resolve("orders").toString(),
                        "--bills",
                        directory.resolve("landing").toString(),
                        "--out",
                        out.toString());
        assertThat(reconcile.exitCode()).as(reconcile.errors()).isIn(0, 4);
        assertThat(comparable(exported)).isEqualTo(comparable(out));
    }

    /** Without what depends on when something was read. */
    private static List<Map<String, String>> comparable(Path out) throws IOException {
        List<Map<String, String>> comparable = new ArrayList<>();
        for (Map<String, String> row : rows(out.resolve("results.csv"))) {
            if (!List.of("UNDECIDED", "WITHDRAWN").contains(row.get("outcome"))) {
                row.remove("revision");
                row.remove("decided_at");
                comparable.add(row);
            }
        }
        return comparable;
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (Reader reader = Files.newBufferedReader(file)) {
            return format.parse(reader).stream().map(CSVRecord::toMap).toList();
        }
    }
}
