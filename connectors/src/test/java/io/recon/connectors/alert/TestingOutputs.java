package io.recon.connectors.alert;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.alert.Alert;
import io.recon.model.alert.Alert.FoldedSum;
import io.recon.model.alert.AlertFold;
import io.recon.model.alert.AlertGroup;
import io.recon.model.alert.AlertPhase;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Reject;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayState;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.Verdict;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of each output; the page about Kafka shows them. */
final class TestingOutputs {
    static final int DAY = (int) LocalDate.of(2026, 3, 1).toEpochDay();
    static final TransactionKey KEY =
            new TransactionKey("alipay", "2088001", TransactionType.PAYMENT, "p1");
    static final Verdict MISSING = new Verdict(Outcome.MISSING, false, 0);
    static final Verdict AMOUNT_MISMATCH =
            new Verdict(Outcome.AMOUNT_MISMATCH, false, Verdict.AMOUNT);
    static final Verdict MATCHED = new Verdict(Outcome.MATCHED, false, 0);

    private static final long DECIDED_MS = ms("2026-03-02T01:15:00.250Z");

    private TestingOutputs() {}

    static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    static PlatformSide platform(long minor) {
        return new PlatformSide(
                new Money(minor, "CNY"),
                TransactionStatus.SUCCESS,
                ms("2026-03-01T02:00:00Z"),
                DAY);
    }

    static BillLine line(long minor) {
        return new BillLine(
                new LinePosition(DAY, "20880011_20260301.csv.zip", 7),
                new Money(minor, "CNY"),
                7,
                TransactionStatus.SUCCESS,
                ms("2026-03-01T02:00:01Z"),
                "2026030122001");
    }

    static Result result(PlatformSide platform, BillLine line, Verdict verdict, int revision) {
        return new Result(Result.Kind.MAIN, platform, line, verdict, revision, DAY);
    }

    static Alert.OfResult alert(AlertPhase phase, Result before, Result after) {
        return new Alert.OfResult(
                phase, new ResultChange(KEY, new Change(before, after), DECIDED_MS));
    }

    static Alert.OfResult mismatch() {
        return alert(
                AlertPhase.OPENED, null, result(platform(1234), line(1230), AMOUNT_MISMATCH, 0));
    }

    static Alert.OfResult resolved() {
        return alert(
                AlertPhase.RESOLVED,
                result(platform(1234), null, MISSING, 0),
                result(platform(1234), line(1234), MATCHED, 1));
    }

    static Alert.OfDay held() {
        return new Alert.OfDay(
                AlertPhase.OPENED,
                "alipay",
                new DayReport(DAY, 1, DayStatus.HELD, "1000 lines declared, 999 read"));
    }

    static Alert.Folded folded() {
        return new Alert.Folded(
                new AlertGroup("alipay", DAY, Outcome.MISSING),
                new AlertFold(
                        250,
                        1,
                        3,
                        List.of(new FoldedSum("CNY", 248, 123_456), new FoldedSum("JPY", 2, 900)),
                        List.of("alipay/2088001/PAYMENT/p101", "alipay/2088001/PAYMENT/p102")));
    }

    static Alert.OfFile file() {
        return new Alert.OfFile(
                "alipay",
                new FileReport(
                        DAY,
                        2,
                        "v2/20880011_20260301.csv.zip",
                        FileContent.EMPTY,
                        Totals.NONE,
                        "truncated",
                        "the archive ends within an entry"));
    }

    static Alert.Told told(Alert alert) {
        return new Alert.Told(alert, 41);
    }

    static DayChange dayChange() {
        return new DayChange(
                "alipay", DAY, DayState.HELD, "1000 lines declared, 999 read", DECIDED_MS);
    }

    static StatisticsCell cell() {
        return new StatisticsCell(
                new StatisticsKey(
                        "alipay",
                        "2088001",
                        DAY,
                        "CNY",
                        TransactionType.PAYMENT,
                        Outcome.AMOUNT_MISMATCH),
                new Sums(3, 3_702, 2, 2_464),
                5);
    }

    static OrderReject orderReject() {
        return new OrderReject(
                "platform.orders.cdc-2",
                4711,
                "status is \"DONE\"; it must be one of the configured words",
                "{\"op\":\"c\",\"after\":{\"status\":\"DONE\"}}");
    }

    static ChannelRecord billReject() {
        return new ChannelRecord(
                "alipay",
                new Reject(
                        new LinePosition(DAY, "20880011_20260301.csv.zip", 9),
                        "bad_amount: amount \"12.345\" has more than 2 decimals",
                        "2026030122002,p2,交易,12.345",
                        1));
    }

    /** Key and value of each, by the name under which the page shows it. */
    static Map<String, Written> examples() {
        Map<String, Written> examples = new LinkedHashMap<>();
        examples.put("alert-result", written(new AlertForm(3), told(mismatch())));
        examples.put("alert-resolved", written(new AlertForm(3), told(resolved())));
        examples.put("alert-folded", written(new AlertForm(3), told(folded())));
        examples.put("alert-day", written(new AlertForm(3), told(held())));
        examples.put("alert-file", written(new AlertForm(3), told(file())));
        examples.put(
                "alert-recovered",
                written(new AlertForm(3), new Alert.Told(new Alert.Recovered(40), 40)));
        examples.put("day", written(new DayChangeForm(), dayChange()));
        examples.put("statistics", written(new StatisticsForm(), cell()));
        examples.put(
                "dead-letter-order",
                written(new DeadLetterForm(), DeadLetter.of(orderReject()).orElseThrow()));
        examples.put(
                "dead-letter-bill",
                written(new DeadLetterForm(), DeadLetter.of(billReject()).orElseThrow()));
        return examples;
    }

    static <T> Written written(JsonForm<T> form, T record) {
        return new Written(
                form.key(record),
                new String(JsonRecords.value(form, record), StandardCharsets.UTF_8));
    }

    /** A message without its topic. */
    record Written(String key, String json) {}
}
