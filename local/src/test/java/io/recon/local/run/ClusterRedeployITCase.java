package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.hive.HiveReader;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.HiveTables;
import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import io.recon.local.cluster.Cluster;
import io.recon.local.cluster.JobStart;
import io.recon.local.drill.JobNews;
import io.recon.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One job in a real cluster, whose processes are JVMs of their own: it is changed over savepoints
 * in every way that a deployment may change it. Orders and bills come before, between and after. In
 * the end the tables have what was planted, and have it once.
 */
class ClusterRedeployITCase {
    private static final String SHOP = "  shop: { format: shop-csv, zone: UTC }\n";
    private static final String GONE = "  gone: { format: shop-csv, zone: UTC }\n";
    private static final String MORE = "  more: { format: shop-csv, zone: UTC }\n";

    /** All rows, in one question: each costs the start of a Flink. */
    private static final String ROWS =
            """
            SELECT 'result', channel, txn_no, outcome, CAST(revision AS STRING), run
            FROM recon_result
            UNION ALL
            SELECT 'order', channel, txn_no, '', '', run FROM platform_order
            UNION ALL
            SELECT 'line', channel, bill_file, CAST(bill_line AS STRING), txn_no, run
            FROM channel_bill
            UNION ALL
            SELECT 'closed', channel, CAST(`day` AS STRING), '', '', run
            FROM recon_day WHERE status = 'CLOSED'
            """;

    private final LocalDate day1 = LocalDate.now(Clock.systemUTC()).minusDays(6);
    private final LocalDate day2 = day1.plusDays(1);

    @TempDir private Path directory;
    private LocalStack stack;
    private Cluster cluster;
    private RunInputs inputs;
    private ReconConfig config;
    private JobNews news;
    private JobStart start;
    private String job;

    /** Broker, metastore and cluster know nothing of each other, and start at once. */
    private void startAll() throws Exception {
        CompletableFuture<LocalStack> starting =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return LocalStack.start(directory.resolve("stack"));
                            } catch (IOException | InterruptedException e) {
                                throw new CompletionException(e);
                            }
                        });
        try {
            cluster = Cluster.start(directory.resolve("cluster"), 2, 1);
        } finally {
            stack = starting.join();
        }
        inputs = new RunInputs(directory, stack, "in_cluster", SHOP + GONE);
        inputs.createOrders(2);
        // Each costs files and commits, and nothing here waits for one.
        inputs.replace("checkpoint-interval: PT1S", "checkpoint-interval: PT3S");
        config = inputs.config();
        start = JobStart.fresh(inputs.configFile(), 1, 1);
    }

    @AfterEach
    void endAll() {
        if (news != null) {
            news.close();
        }
        if (cluster != null) {
            cluster.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void redeploysLoseNothingAndDoubleNothing() throws Exception {
        startAll();
        beginWithTwoChannels();
        addAChannelAndASubtask();
        removeAChannelAndChangeRules();
        cluster.stop(job, savepoints());

        assertThat(rows()).containsExactlyInAnyOrder(planted());
        assertThat(Preparation.lastRun(config)).isEqualTo(1);
        assertThat(news.openBreaks()).containsOnlyKeys("shop/acct_1/PAYMENT/p0");
        assertThat(news.closed())
                .as("a restore may tell it again")
                .contains("more/" + day1, "shop/" + day1);
    }

    private void beginWithTwoChannels() throws Exception {
        inputs.order("shop", "p1", "1.00", at(day1, 10))
                .order("shop", "p2", "2.03", at(day1, 10))
                .order("gone", "g1", "9.00", at(day1, 10));
        job = cluster.run(start);
        news = JobNews.of(config);
        inputs.bill("shop", day1, line("p0", "7.00", day1))
                .order("shop", "p0", "8.00", at(day1, 10));
        news.await("the break", told -> told.alerts("RESULT").size() == 1);
    }

    private void addAChannelAndASubtask() throws Exception {
        String savepoint = stopByRecon();
        inputs.order("shop", "p3", "3.00", at(day1, 10))
                .replace(GONE, GONE + MORE)
                .bill("more", day1, line("m1", "4.00", day1));
        start = start.withParallelism(2).from(savepoint);
        job = cluster.run(start);
        inputs.order("more", "m1", "4.00", at(day1, 10))
                .mark("more", day1, "_SUCCESS")
                .heartbeat(0, at(day2, 0))
                .heartbeat(1, at(day2, 0));
        news.await("the new channel's day", told -> told.closed().contains("more/" + day1));
    }

    private void removeAChannelAndChangeRules() throws Exception {
        String savepoint = cluster.stop(job, savepoints());
        inputs.order("shop", "p4", "4.00", at(day1, 11))
                .replace(GONE, "")
                .replace("shop: { format", "shop: { amount-tolerance: 5, format")
                .replace("alerts: {", "alerts: { fold-after: 7,");
        start = start.from(savepoint);
        assertThatThrownBy(() -> cluster.run(start))
                .as("Flink refuses to leave the state of a channel behind")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--allowNonRestoredState")
                .hasMessageContaining(
                        directory.resolve("cluster").resolve("flink-run-").toString());
        start = start.droppingState();
        job = cluster.run(start);
        inputs.file(
                        "shop",
                        day1,
                        "second.csv",
                        line("p1", "1.00", day1),
                        line("p2", "2.00", day1),
                        line("p3", "3.00", day1),
                        line("p4", "4.00", day1))
                .mark("shop", day1, "_SUCCESS")
                .heartbeat(0, at(day2, 0))
                .heartbeat(1, at(day2, 0));
        news.await("the day", told -> told.closed().contains("shop/" + day1));
    }

    private String[] planted() {
        return new String[] {
            "result,shop,p0,AMOUNT_MISMATCH,0,1",
            "result,shop,p1,MATCHED,0,1",
            "result,shop,p2,MATCHED,0,1",
            "result,shop,p3,MATCHED,0,1",
            "result,shop,p4,MATCHED,0,1",
            "result,more,m1,MATCHED,0,1",
            "order,shop,p0,,,1",
            "order,shop,p1,,,1",
            "order,shop,p2,,,1",
            "order,shop,p3,,,1",
            "order,shop,p4,,,1",
            "order,more,m1,,,1",
            "order,gone,g1,,,1",
            "line,shop,bill.csv,2,p0,1",
            "line,shop,second.csv,2,p1,1",
            "line,shop,second.csv,3,p2,1",
            "line,shop,second.csv,4,p3,1",
            "line,shop,second.csv,5,p4,1",
            "line,more,bill.csv,2,m1,1",
            "closed,more," + day1 + ",,,1",
            "closed,shop," + day1 + ",,,1"
        };
    }

    private Path savepoints() {
        return directory.resolve("savepoints");
    }

    private String stopByRecon() {
        RunningRecon savepoint =
                RunningRecon.of(
                        "savepoint",
                        "--flink",
                        cluster.address(),
                        "--stop",
                        "--to",
                        savepoints().toUri().toString());
        assertThat(savepoint.exitCode()).as(savepoint.errors()).isEqualTo(ExitCode.OK);
        return savepoint.output().strip();
    }

    private static String line(String number, String amount, LocalDate day) {
        return "sale,%1$s,t%1$s,%2$s,%3$s 10:00:00".formatted(number, amount, day);
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    /** Of all tables, the fields of each row joined. */
    private List<String> rows() throws Exception {
        List<String> rows = new ArrayList<>();
        try (HiveReader tables =
                HiveReader.open(
                        HiveTables.settings(config),
                        1,
                        Files.createDirectories(directory.resolve("questions")))) {
            tables.query(
                    ROWS,
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
