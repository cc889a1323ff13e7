package io.recon.local.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import io.recon.local.reconcile.RecordedRun;
import io.recon.local.stack.LocalMetastore;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayState;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderReject;
import io.recon.model.order.OrderRow;
import io.recon.model.order.SourceVersion;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the tables hold though it changed no result: inputs past their retention, lines of an issue
 * that was replaced, versions that are not the newest, an earlier run's results.
 */
class LateAndReissuedDrillITCase {
    private static final String YAML =
            """
            channels:
              shop: { format: alipay-trade, zone: UTC, first-day: 2026-03-01, retention: P7D }
            """;

    private static final int DAY = day("2026-03-05");
    private static final int CLOSED = day("2026-03-20");
    private static final String NOON = "2026-03-05T12:00:00Z";
    private static final String MUCH_LATER = "2026-03-20T12:00:00Z";

    @TempDir private Path directory;

    private final List<ResultChange> results = new ArrayList<>();
    private final List<OrderEvent> orders = new ArrayList<>();
    private final List<BillRecord> lines = new ArrayList<>();
    private final List<ChannelRecord> reports = new ArrayList<>();
    private final List<OrderReject> rejects = new ArrayList<>();
    private final List<DayChange> days = new ArrayList<>();
    private long position;

    @Test
    void aRunsLaterResultsAndInputsThatCameTooLateAreToldApart() throws Exception {
        for (int day = day("2026-03-01"); day <= CLOSED; day++) {
            days.add(new DayChange("shop", day, DayState.CLOSED, "", 0));
        }
        tellOfOrders();
        tellOfLines();
        try (LocalMetastore metastore = LocalMetastore.start(directory.resolve("metastore"), 0)) {
            TestingTables tables = new TestingTables(directory, metastore.uri(), "recon", YAML);
            tables.write(1, recorded());

            Path file = directory.resolve("disagreements.csv");
            RunningRecon run =
                    tables.run("verify", "--day", "2026-03-05", "--out", file.toString());

            assertThat(run.errors()).isEmpty();
            assertThat(run.output()).startsWith("shop 2026-03-05: 7 results agree, 2 disagree");
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(Files.readAllLines(file))
                    .satisfiesExactlyInAnyOrder(
                            head -> assertThat(head).isEqualTo("result_id,streamed,sql"),
                            line ->
                                    assertThat(line)
                                            .startsWith("shop/a/PAYMENT/forgot-an-update,")
                                            .contains("\"outcome=MATCHED, ")
                                            .contains("\"outcome=AMOUNT_MISMATCH, "),
                            line ->
                                    assertThat(line)
                                            .startsWith("shop/a/PAYMENT/lost,no result,\"MISSING"));
            assertARunThatSaysItRightIsBelieved(tables);
        }
    }

    private void assertARunThatSaysItRightIsBelieved(TestingTables tables) throws Exception {
        results.clear();
        orders.clear();
        lines.clear();
        reports.clear();
        rejects.clear();
        days.clear();
        results.add(pair("forgot-an-update", 150, line("forgot-an-update", "a.csv", 4, 100)));
        results.add(missing("lost", 100));
        tables.write(2, recorded());

        RunningRecon run = tables.run("verify", "--day", "2026-03-05");

        assertThat(run.output()).isEqualTo(told("shop 2026-03-05: 9 results agree"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    }

    private void tellOfOrders() {
        // It went to the dead letter: no result.
        order("late", OrderOperation.CREATE, 100, NOON, MUCH_LATER);
        rejects.add(
                new OrderReject(
                        "lsn",
                        position,
                        "past_retention: 2026-03-05 is more than 7 days before the last closed"
                                + " day 2026-03-20: CREATE of "
                                + key("late").text(),
                        ""));
        order("lost", OrderOperation.CREATE, 100, NOON, NOON);

        // A snapshot long after: whether it still counted, nobody can tell.
        for (String number : List.of("snapshot-too-late", "snapshot-in-time")) {
            order(number, OrderOperation.CREATE, 100, NOON, NOON);
            order(number, OrderOperation.READ, 150, NOON, MUCH_LATER);
        }
        results.add(pair("snapshot-too-late", 100, read("snapshot-too-late", "a.csv", 1, 100)));
        results.add(pair("snapshot-in-time", 150, read("snapshot-in-time", "a.csv", 2, 100)));
        order("only-in-a-snapshot", OrderOperation.READ, 100, NOON, MUCH_LATER);

        // An update soon after counted, for sure.
        order("forgot-an-update", OrderOperation.CREATE, 100, NOON, NOON);
        order("forgot-an-update", OrderOperation.UPDATE, 150, NOON, "2026-03-06T12:00:00Z");
        results.add(pair("forgot-an-update", 100, read("forgot-an-update", "a.csv", 4, 100)));

        // The position decides within a log, the time between logs; order is not that of the rows.
        SourceVersion old = new SourceVersion(SourceVersion.Kind.LOG_FILE, 7, 9, 500, 0, 1_000);
        SourceVersion newer = new SourceVersion(SourceVersion.Kind.LOG_FILE, 7, 10, 4, 0, 900);
        order("by-position", OrderOperation.UPDATE, 100, NOON, newer);
        order("by-position", OrderOperation.CREATE, 150, NOON, old);
        order("by-position", OrderOperation.UPDATE, 160, NOON, SourceVersion.ofTime(800));
        results.add(pair("by-position", 100, read("by-position", "a.csv", 5, 100)));

        // The key moved: the old one has nothing.
        order("moved", OrderOperation.CREATE, 100, NOON, NOON);
        orders.add(
                new OrderEvent.Change(
                        key("moved"), OrderOperation.UPDATE, null, lsn("2026-03-09T12:00:00Z")));
        results.add(result("moved", side(100), null, new Verdict(Outcome.MISSING, false, 0), 0));
        results.add(result("moved", side(100), null, new Verdict(Outcome.WITHDRAWN, false, 0), 1));
    }

    private void tellOfLines() {
        // What the first issue says counts no more, and what came too late never did.
        order("reissued", OrderOperation.CREATE, 100, NOON, NOON);
        BillLine first = line("reissued", "old.csv", 1, 70);
        lines.add(new BillRecord.Line(key("reissued"), first, 1));
        lines.add(new BillRecord.Retraction(key("reissued"), first, 1));
        results.add(pair("reissued", 100, read("reissued", "a.csv", 6, 100)));

        order("line-too-late", OrderOperation.CREATE, 100, NOON, NOON);
        read("line-too-late", "late.csv", 7, 100);
        reports.add(
                new ChannelRecord(
                        "shop",
                        new BillRecord.Reject(
                                new LinePosition(DAY, "v2/late.csv", 7),
                                "past_retention: 2026-03-05 is more than 7 days before the last"
                                        + " closed day 2026-03-20",
                                "",
                                2)));
        results.add(missing("line-too-late", 100));

        // Said twice it is one line; with another trade number it is a duplicate.
        BillLine lone = read("twice", "a.csv", 8, 100);
        read("twice", "b.csv", 1, 100);
        BillLine other =
                new BillLine(
                        new LinePosition(DAY, "v2/b.csv", 2),
                        lone.amount(),
                        lone.feeMinor(),
                        lone.status(),
                        lone.timeMs(),
                        null);
        lines.add(new BillRecord.Line(key("twice"), other, 2));
        results.add(result("twice", null, lone, new Verdict(Outcome.EXTRA, false, 0), 0));
        results.add(
                new ResultChange(
                        key("twice"),
                        new Change(
                                null,
                                new Result(
                                        Result.Kind.DUPLICATE,
                                        null,
                                        other,
                                        new Verdict(Outcome.DUPLICATE, false, 0),
                                        0,
                                        DAY)),
                        0));
    }

    private RecordedRun recorded() {
        return new RecordedRun(
                List.copyOf(results),
                List.copyOf(orders),
                List.copyOf(lines),
                List.copyOf(reports),
                List.of(),
                new RecordedRun.Rest(List.of(), List.copyOf(rejects), List.copyOf(days)));
    }

    private void order(
            String number, OrderOperation operation, long amount, String paidAt, String madeAt) {
        order(number, operation, amount, paidAt, lsn(madeAt));
    }

    private void order(
            String number,
            OrderOperation operation,
            long amount,
            String paidAt,
            SourceVersion version) {
        long paidAtMs = ms(paidAt);
        orders.add(
                new OrderEvent.Change(
                        key(number),
                        operation,
                        new OrderRow(
                                null,
                                null,
                                money(amount),
                                TransactionStatus.SUCCESS,
                                paidAtMs,
                                paidAtMs),
                        version));
    }

    private SourceVersion lsn(String madeAt) {
        return new SourceVersion(SourceVersion.Kind.LSN, 1, ++position, 0, 0, ms(madeAt));
    }

    /** A line of the second issue, which was read. */
    private BillLine read(String number, String file, long line, long amount) {
        BillLine read = line(number, file, line, amount);
        lines.add(new BillRecord.Line(key(number), read, 2));
        return read;
    }

    private static BillLine line(String number, String file, long line, long amount) {
        String path = file.equals("old.csv") ? file : "v2/" + file;
        return new BillLine(
                new LinePosition(DAY, path, line),
                money(amount),
                1,
                TransactionStatus.SUCCESS,
                ms(NOON),
                "T-" + number);
    }

    private static ResultChange pair(String number, long ordered, BillLine line) {
        PlatformSide platform = side(ordered);
        return result(number, platform, line, Verdict.compare(platform, line, 0), 0);
    }

    private static ResultChange missing(String number, long ordered) {
        return result(number, side(ordered), null, new Verdict(Outcome.MISSING, false, 0), 0);
    }

    private static ResultChange result(
            String number, PlatformSide platform, BillLine line, Verdict verdict, int revision) {
        return new ResultChange(
                key(number),
                new Change(
                        null, new Result(Result.Kind.MAIN, platform, line, verdict, revision, DAY)),
                0);
    }

    private static PlatformSide side(long amount) {
        return new PlatformSide(money(amount), TransactionStatus.SUCCESS, ms(NOON), DAY);
    }

    private static TransactionKey key(String number) {
        return new TransactionKey("shop", "a", TransactionType.PAYMENT, number);
    }

    private static Money money(long amount) {
        return new Money(amount, "CNY");
    }

    private static int day(String day) {
        return (int) LocalDate.parse(day).toEpochDay();
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private static String told(String line) {
        return line + System.lineSeparator();
    }
}
