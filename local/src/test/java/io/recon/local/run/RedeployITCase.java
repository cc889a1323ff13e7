package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.hive.HiveReader;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.ContinuousJob;
import io.recon.job.wiring.HiveTables;
import io.recon.local.ExitCode;
import io.recon.local.ReconProcess;
import io.recon.local.RunningRecon;
import io.recon.local.drill.JobNews;
import io.recon.local.output.WorkDirectory;
import io.recon.local.stack.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is ended, changed and started again in every way: nothing is lost or doubled. */
class RedeployITCase {
    private static final Path UIDS =
            Path.of("src", "test", "resources", "io", "recon", "local", "run", "uids.txt");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SHOP = "  shop: { format: shop-csv, zone: UTC }\n";

    private final LocalDate day1 = LocalDate.now(Clock.systemUTC()).minusDays(6);
    private final LocalDate day2 = day1.plusDays(1);

    @TempDir private static Path shared;
    private static LocalStack stack;

    @TempDir private Path directory;
    private RunInputs inputs;
    private ReconConfig config;
    private ContinuousRun run;
    private ReconProcess job;
    private JobNews news;
    private int starts;

    @BeforeAll
    static void startStack() throws Exception {
        stack = LocalStack.start(shared);
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @AfterEach
    void endJob() {
        if (run != null) {
            run.close();
        }
        if (job != null) {
            job.close();
        }
        if (news != null) {
            news.close();
        }
    }

    private void prepare(String word, String channels) throws Exception {
        inputs = new RunInputs(directory, stack, word, channels);
        inputs.createOrders(1);
        config = inputs.config();
    }

    private CheckpointedRuns runs() {
        return new CheckpointedRuns(config.checkpoints().directory());
    }

    private long lastRun() throws Exception {
        return Preparation.lastRun(config);
    }

    private void start(int parallelism) throws Exception {
        start(RunStart.again(runs(), lastRun()), parallelism);
    }

    private void start(RunStart start, int parallelism) throws Exception {
        run = ContinuousRun.start(config, start, parallelism, Preparation.make(config), Set.of());
        run.awaitRunning(PATIENCE);
        listen();
    }

    /** In a process of its own, as an operator does. */
    private void command(int parallelism, String... more) throws Exception {
        starts++;
        List<String> arguments =
                new ArrayList<>(List.of("run", "--config", inputs.configFile().toString()));
        arguments.addAll(List.of("--parallelism", Integer.toString(parallelism)));
        arguments.addAll(List.of(more));
        job =
                ReconProcess.start(
                        directory.resolve("console-" + starts), arguments.toArray(String[]::new));
        job.awaitRunning();
        listen();
    }

    private void listen() {
        if (news == null) {
            news = JobNews.of(config);
        }
    }

    /** Ends the job with a savepoint as an operator does, and gives the path that was printed. */
    private String stop() throws Exception {
        RunningRecon savepoint =
                RunningRecon.of("savepoint", "--config", inputs.configFile().toString(), "--stop");
        assertThat(savepoint.exitCode()).as(savepoint.errors()).isEqualTo(ExitCode.OK);
        String path = savepoint.output().strip();
        if (run != null) {
            run.awaitEnd();
            assertThat(run.stoppedWith()).map(Object::toString).contains(path);
            run.close();
            run = null;
        } else {
            assertThat(job.awaitEnd()).isEqualTo(ExitCode.OK);
            assertThat(job.said()).contains("stopped with a savepoint: " + path);
        }
        return path;
    }

    /**
     * There is no checkpoint at all here: what the tables get, they get with the savepoints. A run
     * that went back behind one would write its rows again.
     */
    @Test
    void theNextRunGoesOnFromTheSavepointThatItWasStoppedWith() throws Exception {
        prepare("stopped", SHOP);
        inputs.replace("checkpoint-interval: PT1S", "checkpoint-interval: PT1H");
        inputs.bill("shop", day1, "sale,p1,t1,1.00," + day1 + " 10:00:00")
                .order("shop", "p1", "3.00", at(day1, 10))
                .order("shop", "p2", "5.00", at(day1, 10));
        command(1);
        news.await("the break", told -> told.alerts("RESULT").size() == 1);
        String first = stop();
        assertThat(rows("SELECT txn_no, run FROM platform_order"))
                .as("the savepoint brings them")
                .containsExactlyInAnyOrder("p1,1", "p2,1");

        command(1);
        assertThat(job.said()).contains("run 1 goes on from " + first);
        job.kill();
        command(2);
        assertThat(job.said())
                .as("it was killed before its first checkpoint")
                .contains("run 1 goes on from " + first);
        inputs.mark("shop", day1, "_SUCCESS").heartbeat(0, at(day2, 0));
        news.await("the close", told -> told.closed().contains("shop/" + day1));
        String second = stop();

        assertThat(second).isNotEqualTo(first);
        assertThat(rows("SELECT txn_no, run FROM platform_order"))
                .containsExactlyInAnyOrder("p1,1", "p2,1");
        assertThat(rows("SELECT bill_file, bill_line FROM channel_bill"))
                .containsExactly("bill.csv,2");
        assertThat(rows("SELECT txn_no, outcome, revision, run FROM recon_result"))
                .containsExactlyInAnyOrder("p1,AMOUNT_MISMATCH,0,1", "p2,MISSING,0,1");
        assertThat(rows("SELECT status FROM recon_day"))
                .containsExactlyInAnyOrder("OPEN", "CLOSED");
    }

    @Test
    void aRestoreMayChangeParallelismChannelsAndPolicy() throws Exception {
        prepare("changed", SHOP + "  gone: { format: shop-csv, zone: UTC }\n");
        inputs.order("shop", "p1", "1.00", at(day1, 10))
                .order("shop", "p2", "2.03", at(day1, 10))
                .order("gone", "g1", "9.00", at(day1, 10));
        start(2);
        inputs.bill("shop", day1, "sale,p0,t0,7.00," + day1 + " 10:00:00")
                .order("shop", "p0", "8.00", at(day1, 10));
        news.await("the break", told -> told.alerts("RESULT").size() == 1);
        String savepoint = stop();

        inputs.replace("  gone:", "  more:")
                .replace("shop: { format", "shop: { amount-tolerance: 5, format");
        RunningRecon refused =
                RunningRecon.of(
                        "run",
                        "--config",
                        inputs.configFile().toString(),
                        "--parallelism",
                        "1",
                        "--from",
                        savepoint);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.errors().lines())
                .singleElement()
                .asString()
                .startsWith("recon: channels: \"gone\" is not configured, and " + savepoint)
                .endsWith("--drop-channel gone");

        command(3, "--from", savepoint, "--drop-channel", "gone");
        assertThat(job.said())
                .contains("run 2 goes on from " + savepoint)
                .contains("without the state of: gone");
        inputs.file(
                        "shop",
                        day1,
                        "second.csv",
                        "sale,p1,t1,1.00," + day1 + " 10:00:00",
                        "sale,p2,t2,2.00," + day1 + " 10:00:00")
                .bill("more", day1, "sale,m1,t1,4.00," + day1 + " 10:00:00")
                .order("more", "m1", "4.00", at(day1, 10))
                .mark("shop", day1, "_SUCCESS")
                .mark("more", day1, "_SUCCESS")
                .heartbeat(0, at(day2, 0));
        news.await("both closes", told -> told.closed().size() == 2);
        stop();

        assertThat(rows("SELECT channel, txn_no, outcome, run FROM recon_result_latest"))
                .containsExactlyInAnyOrder(
                        "shop,p0,AMOUNT_MISMATCH,1",
                        "shop,p1,MATCHED,2",
                        "shop,p2,MATCHED,2",
                        "more,m1,MATCHED,2");
        assertThat(rows("SELECT channel, txn_no FROM platform_order"))
                .containsExactlyInAnyOrder("shop,p0", "shop,p1", "shop,p2", "gone,g1", "more,m1");
        assertThat(rows("SELECT channel, bill_file, bill_line FROM channel_bill"))
                .containsExactlyInAnyOrder(
                        "shop,bill.csv,2",
                        "shop,second.csv,2",
                        "shop,second.csv,3",
                        "more,bill.csv,2");
        assertThat(news.openBreaks()).containsOnlyKeys("shop/acct_1/PAYMENT/p0");

        inputs.replace("  more:", "  gone: { format: shop-csv, zone: UTC }\n  more:");
        RunningRecon returned = RunningRecon.of("run", "--config", inputs.configFile().toString());
        assertThat(returned.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(returned.errors().lines())
                .singleElement()
                .asString()
                .startsWith("recon: channels: \"gone\" was given up with --drop-channel");
    }

    @Test
    void toBeginAnewIsARunOfItsOwnAlsoWhenTheCheckpointsAreLost() throws Exception {
        prepare("anew", SHOP);
        inputs.bill("shop", day1, "sale,p1,t1,1.00," + day1 + " 10:00:00")
                .mark("shop", day1, "_SUCCESS")
                .order("shop", "p1", "1.00", at(day1, 10))
                .order("shop", "p2", "5.00", at(day1, 10))
                .heartbeat(0, at(day2, 0));
        start(2);
        news.await("the break", told -> told.alerts("RESULT").size() == 1);
        stop();

        start(RunStart.fresh(runs(), lastRun()), 1);
        assertThat(run.begun().told()).isEqualTo("run 2 begins");
        news.await("the break again", told -> told.alerts("RESULT").size() == 2);
        stop();
        assertLatest(2);

        Files.move(inputs.checkpoints(), directory.resolve("lost"));
        start(1);
        assertThat(run.begun().told()).isEqualTo("run 3 begins");
        news.await("the break once more", told -> told.alerts("RESULT").size() == 3);
        stop();
        assertLatest(3);
        assertThat(news.alerts("RECOVERED")).as("what the runs before said is void").hasSize(3);
    }

    private void assertLatest(long run) throws Exception {
        assertThat(rows("SELECT txn_no, outcome, run FROM recon_result_latest"))
                .containsExactlyInAnyOrder("p1,MATCHED," + run, "p2,MISSING," + run);
        assertThat(
                        rows(
                                "SELECT outcome, platform_count, channel_count, run FROM"
                                        + " recon_statistics_latest"))
                .containsExactlyInAnyOrder("MATCHED,1,1," + run, "MISSING,1,0," + run);
    }

    @Test
    void daysStillCloseWithMorePartitionsAndMoreSubtasks() throws Exception {
        prepare("wider", SHOP);
        inputs.mark("shop", day1, "_SUCCESS").heartbeat(0, at(day2, 0));
        start(1);
        news.await("the first day", told -> told.closed().size() == 1);
        stop();

        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                stack.broker().bootstrapServers()))) {
            admin.createPartitions(Map.of("wider.orders", NewPartitions.increaseTo(4))).all().get();
        }
        start(3);
        inputs.mark("shop", day2, "_SUCCESS");
        for (int partition = 0; partition < 4; partition++) {
            inputs.heartbeat(partition, at(day2.plusDays(1), 0));
        }
        news.await("the second day", told -> told.closed().size() == 2);
    }

    @Test
    void aSavepointOfARunningJobLeavesItRunning() throws Exception {
        prepare("goes_on", SHOP);
        assertThat(savepointRefusal())
                .isEqualTo(
                        "checkpoints: no job runs with "
                                + inputs.checkpoints()
                                + "; start one with: bin/recon run --config "
                                + inputs.configFile());
        start(1);
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(savepointRefusal("--to", file.resolve("in").toString()))
                .startsWith("--to " + file.resolve("in") + ": cannot be written");

        RunningRecon savepoint =
                RunningRecon.of(
                        "savepoint",
                        "--config",
                        inputs.configFile().toString(),
                        "--to",
                        directory.resolve("kept").toString());
        assertThat(savepoint.exitCode()).as(savepoint.errors()).isEqualTo(ExitCode.OK);
        assertThat(savepoint.output()).startsWith("file:" + directory.resolve("kept"));

        RunningRecon unnoted = RunningRecon.of("savepoint", "--flink", run.webAddress(), "--stop");
        assertThat(unnoted.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unnoted.errors())
                .as("the next start would not know of it")
                .startsWith(
                        "recon: --flink: the Flink at "
                                + run.webAddress()
                                + " is that of a bin/recon run");

        inputs.mark("shop", day1, "_SUCCESS").heartbeat(0, at(day2, 0));
        news.await("a day", told -> told.closed().size() == 1);
        RunNotes.Job former = runs().notes(1).job().orElseThrow();
        run.close();
        assertThat(savepointRefusal()).as("it ended").startsWith("checkpoints: no job runs with");
        runs().notes(1).noteJob(former);
        assertThat(savepointRefusal())
                .as("it was killed")
                .startsWith(
                        "checkpoints: the job of run 1 at "
                                + former.address()
                                + " does not answer: it was killed");
    }

    private String savepointRefusal(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("savepoint", "--config", inputs.configFile().toString()));
        arguments.addAll(List.of(more));
        RunningRecon refused = RunningRecon.of(arguments.toArray(String[]::new));
        assertThat(refused.exitCode()).as(refused.errors()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.output()).isEmpty();
        assertThat(refused.errors().lines()).hasSize(1);
        return refused.errors().strip().substring("recon: ".length());
    }

    /**
     * State is found by uid: a changed one loses it. Writes the list with -Drecon.docs.write=true.
     */
    @Test
    void theUidsAreThoseOfTheList() throws Exception {
        prepare("uids", "  alipay: { format: alipay-trade, zone: UTC }\n" + SHOP);
        TreeSet<String> uids = new TreeSet<>();
        try (WorkDirectory work = WorkDirectory.anywhere("uids")) {
            Configuration flink = new Configuration();
            flink.set(CoreOptions.DEFAULT_PARALLELISM, 2);
            flink.set(CoreOptions.TMP_DIRS, work.subdirectory("flink").toString());
            flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.getExecutionEnvironment(flink);
            ContinuousJob.build(environment, config, 1, 1);
            for (StreamNode node : environment.getStreamGraph().getStreamNodes()) {
                uids.add(String.valueOf(node.getTransformationUID()));
            }
        }
        String list = String.join("\n", uids) + "\n";
        if (Boolean.getBoolean("recon.docs.write")) {
            Files.createDirectories(UIDS.getParent());
            Files.writeString(UIDS, list);
            return;
        }
        assertThat(list)
                .as("a changed uid loses its state; if that is meant, -Drecon.docs.write=true")
                .isEqualTo(Files.readString(UIDS));
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    /** What the tables answer, the fields of each row joined. */
    private List<String> rows(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (HiveReader tables =
                HiveReader.open(
                        HiveTables.settings(config),
                        1,
                        Files.createDirectories(directory.resolve("questions")))) {
            tables.query(
                    sql,
                    row -> {
                        List<String> fields = new ArrayList<>();
                        for (int i = 0; i < row.getArity(); i++) {
                            fields.add(String.valueOf(row.getField(i)));
                        }
                        rows.add(String.join(",", fields));
                    });
        }
        return rows;
    }
}
