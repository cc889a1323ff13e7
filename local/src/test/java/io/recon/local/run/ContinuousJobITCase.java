package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.recon.connectors.hive.HiveReader;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.HiveTables;
import io.recon.local.drill.JobNews;
import io.recon.local.drill.JobNews.Told;
import io.recon.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How days close and what is told meanwhile, with a real broker, metastore and Flink. */
class ContinuousJobITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARALLELISM = 2;

    /** Far enough in the past for days to close, and near enough for no bill to be overdue. */
    private final LocalDate day1 = LocalDate.now(Clock.systemUTC()).minusDays(6);

    private final LocalDate day2 = day1.plusDays(1);
    private final LocalDate day3 = day1.plusDays(2);

    private static final String SHOP = "  shop: { format: shop-csv, zone: UTC }\n";

    @TempDir private static Path shared;
    private static LocalStack stack;

    @TempDir private Path directory;
    private RunInputs inputs;
    private ReconConfig config;
    private ContinuousRun run;
    private JobNews news;

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
        if (news != null) {
            news.close();
        }
    }

    private void prepare(String word, int partitions, String channels) throws Exception {
        inputs = new RunInputs(directory, stack, word, channels);
        inputs.createOrders(partitions);
        config = inputs.config();
    }

    private void start() throws Exception {
        run = ContinuousRun.begin(config, PARALLELISM);
        run.awaitRunning(PATIENCE);
        if (news == null) {
            news = JobNews.of(config);
        }
    }

    @Test
    void daysCloseInOrderAndNoChannelWaitsForAnother() throws Exception {
        prepare(
                "order",
                1,
                """
                  asia: { format: shop-csv, zone: Asia/Shanghai, cut-off: "23:00" }
                  utc: { format: shop-csv, zone: UTC, bill-due: PT0S }
                """);
        for (LocalDate day : List.of(day1, day2, day3)) {
            inputs.bill("asia", day).mark("asia", day, "_SUCCESS");
        }
        inputs.bill("utc", day1).mark("utc", day1, "_SUCCESS");
        inputs.bill("utc", day2, "sale,p1,t1,1.00," + day2 + " 10:00:00");
        start();

        // Shanghai's day ends at 15:00 UTC, and nothing else has ended by then.
        inputs.heartbeat(0, at(day1, 15));
        news.await("the first day of asia", told -> !told.closed().isEmpty());
        assertThat(news.closed()).containsExactly("asia/" + day1);
        inputs.heartbeat(0, at(day2, 0));
        news.await("the first day of utc", told -> told.closed().size() == 2);
        inputs.order("utc", "p1", "1.00", at(day2, 10)).heartbeat(0, at(day3.plusDays(1), 0));
        news.await("all days of asia", told -> told.closed().contains("asia/" + day3))
                .await("the bill that is due", told -> !told.alerts("DAY").isEmpty());
        awaitCheckpoints(3);

        assertThat(news.closed())
                .as("without _SUCCESS utc stays where it is")
                .containsExactly("asia/" + day1, "utc/" + day1, "asia/" + day2, "asia/" + day3);
        assertThat(news.phases("DAY", "status")).containsExactly("OPENED OVERDUE utc/" + day2);

        inputs.mark("utc", day2, "_SUCCESS");
        news.await("the second day of utc", told -> told.closed().contains("utc/" + day2));
        assertThat(news.phases("DAY", "status"))
                .filteredOn(alert -> alert.endsWith("utc/" + day2))
                .containsExactly("OPENED OVERDUE utc/" + day2, "RESOLVED SEALED utc/" + day2);
        assertThat(news.alerts("RESULT")).as("the pair agrees").isEmpty();
    }

    @Test
    void aDayThatIsNotProvenIsHeldUntilAnOperatorAcceptsIt() throws Exception {
        prepare("held", 1, SHOP);
        inputs.bill(
                        "shop",
                        day1,
                        "sale,agrees,t1,1.00," + day1 + " 10:00:00",
                        "sale,differs,t2,2.00," + day1 + " 10:00:00",
                        "sale,extra,t3,3.00," + day1 + " 10:00:00",
                        "sale,unreadable,t4,four," + day1 + " 10:00:00")
                .mark("shop", day1, "_SUCCESS")
                .bill("shop", day2)
                .mark("shop", day2, "_SUCCESS");
        inputs.order("shop", "agrees", "1.00", at(day1, 10))
                .order("shop", "differs", "2.50", at(day1, 10))
                .order("shop", "missing", "5.00", at(day1, 10))
                .heartbeat(0, at(day3, 0));
        start();

        news.await("the held day", told -> !told.alerts("DAY").isEmpty())
                .await("the pair that differs", told -> !told.alerts("RESULT").isEmpty());
        awaitCheckpoints(3);
        assertThat(news.phases("DAY", "status")).containsExactly("OPENED HELD shop/" + day1);
        assertThat(news.alerts("DAY").get(0).text("reason")).contains("rejected");
        assertThat(news.phases("RESULT", "outcome"))
                .as("nothing that stands alone is decided")
                .containsExactly("OPENED AMOUNT_MISMATCH " + result("differs"));
        assertThat(news.closed()).isEmpty();

        inputs.mark("shop", day1, "_ACCEPT").heartbeat(0, at(day3, 0));
        news.await("both days", told -> told.closed().size() == 2)
                .await("both lone sides", told -> told.alerts("RESULT").size() >= 3);
        assertThat(news.closed()).containsExactly("shop/" + day1, "shop/" + day2);
        assertThat(news.phases("DAY", "status"))
                .containsExactly("OPENED HELD shop/" + day1, "RESOLVED ACCEPTED shop/" + day1);
        assertThat(news.openBreaks())
                .containsOnly(
                        entry(result("differs"), "AMOUNT_MISMATCH"),
                        entry(result("missing"), "MISSING"),
                        entry(result("extra"), "EXTRA"));
        awaitCheckpoints(2);
        assertThat(statusesInTable()).containsExactlyInAnyOrder("HELD", "ACCEPTED", "CLOSED");
    }

    @Test
    void aQuietNightEndsByHeartbeatsAndNeverBySilence() throws Exception {
        prepare("night", 2, SHOP);
        inputs.mark("shop", day1, "_SUCCESS");
        start();
        news.await("the sealed day", told -> told.days().contains("shop/" + day1 + " OPEN"));

        awaitCheckpoints(3);
        assertThat(news.closed()).as("both partitions are silent").isEmpty();
        inputs.heartbeat(0, at(day3, 0));
        awaitCheckpoints(3);
        assertThat(news.closed()).as("one partition is silent").isEmpty();
        inputs.heartbeat(1, at(day2, 0).minusMillis(1));
        awaitCheckpoints(3);
        assertThat(news.closed()).as("a millisecond before the end").isEmpty();

        inputs.heartbeat(1, at(day2, 0));
        news.await("the day without business", told -> told.closed().size() == 1);
        assertThat(news.messages())
                .as("nothing is wrong")
                .containsExactly("begins anew: what was told before and is not repeated is void");
    }

    @Test
    void aFileThatComesTooLateIsToldOnce() throws Exception {
        prepare("late", 1, SHOP);
        inputs.mark("shop", day1, "_SUCCESS").heartbeat(0, at(day2, 0));
        start();
        news.await("the first day", told -> told.closed().size() == 1);

        inputs.file("shop", day1, "late.csv", "sale,p1,t1,1.00," + day1 + " 10:00:00");
        news.await("the late file", told -> !told.alerts("FILE").isEmpty());
        inputs.mark("shop", day2, "_SUCCESS").heartbeat(0, at(day3, 0));
        news.await("the second day", told -> told.closed().size() == 2);
        awaitCheckpoints(2);

        assertThat(news.alerts("FILE"))
                .extracting(Told::key, alert -> alert.text("error"))
                .containsExactly(tuple("shop/" + day1 + "/late.csv", "late_file"));
        assertThat(news.alerts("RESULT")).as("its lines do not count").isEmpty();
    }

    @Test
    void aBreakLivesOnWhenTheJobIsStartedAgain() throws Exception {
        prepare("life", 1, SHOP);
        inputs.bill("shop", day1, "sale,p1,t1,1.00," + day1 + " 10:00:00")
                .order("shop", "p1", "3.00", at(day1, 10));
        start();
        news.await("the break", told -> !told.alerts("RESULT").isEmpty());
        awaitCheckpoints(2);
        run.close();
        start();
        news.await("the word of the recovery", told -> told.alerts("RECOVERED").size() == 2);

        inputs.order("shop", "p1", "2.00", at(day1, 10));
        news.await("the change", told -> told.alerts("RESULT").size() == 2);
        inputs.order("shop", "p1", "1.00", at(day1, 10));
        news.await("the end", told -> told.alerts("RESULT").size() == 3);

        assertThat(news.alerts("RESULT"))
                .extracting(alert -> alert.text("phase") + " " + alert.text("revision"))
                .containsExactly("OPENED 0", "CHANGED 1", "RESOLVED 2");
        assertThat(news.alerts("RECOVERED"))
                .as("the first start begins with nothing, and the second goes on")
                .extracting(alert -> alert.checkpoint() > 0)
                .containsExactly(false, true);
        assertThat(run.begun().run()).as("the same run goes on").isEqualTo(1);
        assertThat(news.openBreaks()).isEmpty();
    }

    /** As if a job had died when its rows were visible, and nobody knew of their partition. */
    @Test
    void aPartitionThatNobodyToldOfIsFoundAtTheNextStart() throws Exception {
        prepare("forgotten", 1, SHOP);
        inputs.mark("shop", day1, "_SUCCESS").heartbeat(0, at(day2, 0));
        start();
        news.await("the first day", told -> told.closed().size() == 1);
        awaitCheckpoints(3);
        run.close();
        assertThat(statusesInTable()).contains("CLOSED");
        HiveConf conf = new HiveConf();
        conf.set("hive.metastore.uris", stack.metastore().uri());
        HiveMetaStoreClient client = new HiveMetaStoreClient(conf);
        try {
            for (String partition :
                    client.listPartitionNames("forgotten", "recon_day", (short) -1)) {
                client.dropPartition("forgotten", "recon_day", partition, false);
            }
        } finally {
            client.close();
        }
        assertThat(statusesInTable()).isEmpty();

        start();
        awaitCheckpoints(3);

        assertThat(statusesInTable()).contains("CLOSED");
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    private static String result(String number) {
        return "shop/acct_1/PAYMENT/" + number;
    }

    /** Gives the job time to do what it must not: checkpoints follow what came before them. */
    private void awaitCheckpoints(int more) throws IOException {
        long due = newestCheckpoint() + more;
        news.await("checkpoint " + due, told -> newestCheckpoint() >= due);
    }

    private long newestCheckpoint() {
        try {
            return new CheckpointedRuns(config.checkpoints().directory())
                    .newestCheckpoint(run.begun().run())
                    .map(RunState::number)
                    .orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> statusesInTable() throws Exception {
        List<String> statuses = new ArrayList<>();
        try (HiveReader tables =
                HiveReader.open(
                        HiveTables.settings(config),
                        1,
                        Files.createDirectories(directory.resolve("questions")))) {
            tables.query(
                    "SELECT status FROM recon_day WHERE `day` = DATE '" + day1 + "'",
                    row -> statuses.add((String) row.getField(0)));
        }
        return statuses;
    }
}
