package io.recon.local.workload;

import io.recon.local.workload.PlannedFile.Damage;
import io.recon.local.workload.PlannedFile.Packing;
import io.recon.local.workload.Workload.Channel;
import io.recon.model.Currencies;
import io.recon.model.MinorUnits;
import io.recon.model.MinorUnits.ExcessDecimals;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Makes the files of {@code examples/quickstart}, but for its {@code README.md}: two channels,
 * three days, and at least one transaction of every outcome that a closed day can have.
 */
public final class Quickstart {
    private static final List<String> DAYS = List.of("2026-03-01", "2026-03-02", "2026-03-03");
    private static final String ALIPAY_ACCOUNT = "2088001160000023";
    private static final String ACME_ACCOUNT = "acme-eu";
    private static final int FIRST_LOG_FILE = 3;
    private static final String TEMPLATE_NAME = "acme-csv";
    private static final String CONFIGURATION =
            """
            # Two channels, each with its bills below landing/<channel>/<day>/.
            landing: landing
            channels:
              alipay:
                format: alipay-trade         # built in
                zone: Asia/Shanghai
              acme:
                format: acme-csv             # formats/acme-csv.yaml: added without writing code
                zone: UTC
                amount-tolerance: 1          # a difference of one cent is none
            """;
    private static final String TEMPLATE =
            """
            # How acme writes its settlement files.
            files: "*.csv"
            charset: UTF-8
            layout: csv
            csv: { delimiter: ",", header: true }
            skip-when: { column: type, in: [payout] }
            account: { column: merchant }
            txn-type: { column: type, map: { sale: PAYMENT, refund: REFUND } }
            txn-no: { column: reference }
            channel-trade-no: { column: psp_reference }
            amount: { column: gross, unit: major, sign: absolute }
            fee: { column: fee, unit: major }
            currency: { column: currency }
            status: { column: status, map: { settled: SUCCESS, refused: FAILED } }
            time: { column: booked_at, pattern: "yyyy-MM-dd HH:mm:ss" }
            """;

    private static final ChannelPlan ALIPAY =
            new ChannelPlan(
                    "alipay",
                    BillFormat.ALIPAY_TRADE,
                    null,
                    new DayRules(ZoneId.of("Asia/Shanghai"), LocalTime.MIDNIGHT, 30, null),
                    0,
                    List.of(ALIPAY_ACCOUNT),
                    List.of("CNY"));
    private static final ChannelPlan ACME =
            new ChannelPlan(
                    "acme",
                    BillFormat.CSV,
                    new CsvTemplate(
                            TEMPLATE_NAME,
                            ',',
                            StandardCharsets.UTF_8,
                            false,
                            true,
                            "yyyy-MM-dd HH:mm:ss",
                            "\n"),
                    new DayRules(ZoneOffset.UTC, LocalTime.MIDNIGHT, 30, null),
                    1,
                    List.of(ACME_ACCOUNT),
                    List.of("USD", "EUR", "JPY"));

    /** A bill line and the channel and day on which it stands. */
    private record Billed(ChannelPlan plan, String day, BillRow row) {}

    /** A change before it has its position in the log. */
    private record Changed(
            char operation, TransactionKey key, PlannedRow row, long timeMs, boolean readable) {}

    private final List<Changed> changes = new ArrayList<>();
    private final List<Billed> billed = new ArrayList<>();
    private long trade = 100_138;

    private Quickstart() {}

    /** Writes the example into the directory that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("one argument is needed: the example's directory");
        }
        write(Path.of(arguments[0]));
    }

    /** Writes the example's files below a directory. */
    static void write(Path directory) throws IOException {
        WorkloadWriter.writeInputs(workload(), directory);
        Files.writeString(directory.resolve("recon.yaml"), CONFIGURATION);
        Files.writeString(directory.resolve("formats/" + TEMPLATE_NAME + ".yaml"), TEMPLATE);
    }

    /** The example. */
    static Workload workload() {
        Quickstart story = new Quickstart();
        story.alipayFirstDay();
        story.alipayLaterDays();
        story.acme();
        return new Workload(
                List.of(
                        new Channel(ALIPAY, story.alipayDays()),
                        new Channel(ACME, story.acmeDays())),
                CdcEncoding.PLAIN,
                story.orderFiles(),
                List.of());
    }

    private void alipayFirstDay() {
        alipay("PO20260301000101", "128.50", "2026-03-01T09:15:41", "2026-03-01");
        alipay("PO20260301000102", "59.80", "2026-03-01T10:02:19", "2026-03-01");
        order(ALIPAY, "PO20260301000103", "299.00", "CNY", "2026-03-01T11:30:26");
        line(ALIPAY, "PO20260301000103", "289.00", "CNY", "2026-03-01T11:30:26", "2026-03-01");
        closed("PO20260301000104", "45.00", "2026-03-01T12:31:40");
        line(ALIPAY, "PO20260301000104", "45.00", "CNY", "2026-03-01T12:01:40", "2026-03-01");
        alipay("PO20260301000105", "88.00", "2026-03-01T23:59:58", "2026-03-02");
        order(ALIPAY, "PO20260301000106", "365.00", "CNY", "2026-03-01T13:45:12");
        line(ALIPAY, "PO20260301000107", "20.00", "CNY", "2026-03-01T15:20:50", "2026-03-01");
        alipay("PO20260301000108", "66.00", "2026-03-01T16:08:10", "2026-03-01");
        line(ALIPAY, "PO20260301000108", "66.00", "CNY", "2026-03-01T16:08:12", "2026-03-01");
        alipay("PO20260301000109", "19.90", "2026-03-01T18:00:03", "2026-03-01");
        billed.add(billed.get(billed.size() - 1));
    }

    private void alipayLaterDays() {
        alipay("RF20260302000201", "30.00", "2026-03-02T09:40:00", "2026-03-02");
        alipay("PO20260302000110", "159.00", "2026-03-02T11:11:30", "2026-03-02");
        alipay("PO20260302000111", "9.90", "2026-03-02T12:20:05", "2026-03-02");
        unfinished("PO20260302000112", "72.00", "2026-03-02T14:00:20");
        line(ALIPAY, "PO20260302000112", "72.00", "CNY", "2026-03-02T14:00:31", "2026-03-02");
        closed("PO20260302000113", "510.00", "2026-03-02T15:30:00");
        order(ALIPAY, "PO20260302000114", "33.00", "CNY", "2026-03-02T23:45:00");
        order(ALIPAY, "PO20260302000115", "1.00", "CNY", "2026-03-02T17:00:00");
        change('d', ALIPAY, "PO20260302000115", null, "2026-03-02T17:05:00", true);
        change(
                'c',
                ALIPAY,
                "PO20260302000116",
                row(ALIPAY, "PO20260302000116", "21.00", "CNY", "2026-03-02T18:30:00"),
                "2026-03-02T18:30:00",
                false);
        alipay("PO20260303000117", "888.00", "2026-03-03T10:21:08", "2026-03-03");
        alipay("RF20260303000202", "66.00", "2026-03-03T11:05:31", "2026-03-03");
        order(ALIPAY, "PO20260303000118", "47.50", "CNY", "2026-03-03T23:58:12");
        line(ALIPAY, "PO20260303000119", "15.00", "CNY", "2026-03-03T23:59:40", "2026-03-03");
    }

    private void acme() {
        acme("INV-5001", "49.00", "USD", "2026-03-01T08:12:30", "2026-03-01");
        acme("INV-5002", "5400", "JPY", "2026-03-01T09:47:02", "2026-03-01");
        order(ACME, "INV-5003", "19.99", "USD", "2026-03-01T12:00:45");
        line(ACME, "INV-5003", "19.98", "USD", "2026-03-01T12:00:45", "2026-03-01");
        order(ACME, "INV-5004", "75.00", "USD", "2026-03-01T20:15:09");
        line(ACME, "INV-5004", "75.00", "EUR", "2026-03-01T20:15:09", "2026-03-01");
        acme("CN-7001", "49.00", "USD", "2026-03-02T10:30:00", "2026-03-02");
        order(ACME, "INV-5005", "240.00", "USD", "2026-03-02T11:18:27");
        line(ACME, "INV-5006", "12.50", "USD", "2026-03-02T13:40:11", "2026-03-02");
        order(ACME, "INV-5007", "310.00", "EUR", "2026-03-02T16:55:00");
        PlannedLine refused =
                planned(ACME, "INV-5007", "310.00", "EUR", "2026-03-02T16:55:00")
                        .withStatus(TransactionStatus.FAILED);
        billed.add(new Billed(ACME, "2026-03-02", BillRow.of(refused)));
        PlannedLine payout = planned(ACME, "PAYOUT-31", "143.98", "USD", "2026-03-02T22:00:00");
        billed.add(new Billed(ACME, "2026-03-02", BillRow.other(payout)));
        acme("INV-5008", "1980", "JPY", "2026-03-03T07:05:55", "2026-03-03");
        acme("INV-5009", "64.20", "EUR", "2026-03-01T14:22:10", "2026-03-03");
        acme("INV-5010", "18.00", "USD", "2026-03-03T15:09:00", "2026-03-03");
        line(ACME, "INV-5010", "81.00", "USD", "2026-03-03T15:09:30", "2026-03-03");
    }

    private void alipay(String number, String amount, String time, String billDay) {
        order(ALIPAY, number, amount, "CNY", time);
        line(ALIPAY, number, amount, "CNY", time, billDay);
    }

    private void acme(String number, String amount, String currency, String time, String billDay) {
        order(ACME, number, amount, currency, time);
        line(ACME, number, amount, currency, time, billDay);
    }

    /** An order that was made, then paid. */
    private void order(
            ChannelPlan plan, String number, String amount, String currency, String time) {
        PlannedRow paid = row(plan, number, amount, currency, time);
        String made = LocalDateTime.parse(time).minusSeconds(20).toString();
        change('c', plan, number, pending(paid, plan, made), made, true);
        change('u', plan, number, paid, time, true);
    }

    private void unfinished(String number, String amount, String time) {
        PlannedRow row = row(ALIPAY, number, amount, "CNY", time);
        change('c', ALIPAY, number, pending(row, ALIPAY, time), time, true);
    }

    /** An order that was made and closed half an hour later without having been paid. */
    private void closed(String number, String amount, String time) {
        String made = LocalDateTime.parse(time).minusMinutes(30).toString();
        unfinished(number, amount, made);
        PlannedRow row = row(ALIPAY, number, amount, "CNY", time);
        PlannedRow closed =
                new PlannedRow(
                        row.orderNumber(),
                        null,
                        row.amount(),
                        TransactionStatus.FAILED,
                        null,
                        row.updatedAtMs());
        change('u', ALIPAY, number, closed, time, true);
    }

    private void change(
            char operation,
            ChannelPlan plan,
            String number,
            PlannedRow row,
            String time,
            boolean readable) {
        changes.add(new Changed(operation, key(plan, number), row, at(plan, time), readable));
    }

    private void line(
            ChannelPlan plan,
            String number,
            String amount,
            String currency,
            String time,
            String billDay) {
        PlannedLine line = planned(plan, number, amount, currency, time);
        billed.add(new Billed(plan, billDay, BillRow.of(line)));
    }

    private PlannedLine planned(
            ChannelPlan plan, String number, String amount, String currency, String time) {
        trade += 137;
        boolean refund = isRefund(number);
        Money money = money(amount, currency);
        String day = time.substring(0, 10).replace("-", "");
        return new PlannedLine(
                key(plan, number),
                paymentOf(number),
                plan.template() == null ? day + "22001458860500" + trade : "psp_" + trade,
                money,
                refund ? 0 : money.minor() * 6 / 1000,
                TransactionStatus.SUCCESS,
                at(plan, time));
    }

    private static PlannedRow row(
            ChannelPlan plan, String number, String amount, String currency, String time) {
        return new PlannedRow(
                isRefund(number) ? paymentOf(number) : null,
                null,
                money(amount, currency),
                TransactionStatus.SUCCESS,
                at(plan, time),
                at(plan, time));
    }

    private static PlannedRow pending(PlannedRow paid, ChannelPlan plan, String made) {
        return new PlannedRow(
                paid.orderNumber(),
                null,
                paid.amount(),
                TransactionStatus.PENDING,
                null,
                at(plan, made));
    }

    private static boolean isRefund(String number) {
        return number.startsWith("RF") || number.startsWith("CN");
    }

    private static String paymentOf(String number) {
        return switch (number) {
            case "RF20260302000201" -> "PO20260301000101";
            case "RF20260303000202" -> "PO20260301000108";
            case "CN-7001" -> "INV-5001";
            default -> number;
        };
    }

    private static TransactionKey key(ChannelPlan plan, String number) {
        TransactionType type = isRefund(number) ? TransactionType.REFUND : TransactionType.PAYMENT;
        return new TransactionKey(plan.name(), plan.accounts().get(0), type, number);
    }

    private static Money money(String amount, String currency) {
        int exponent = Currencies.exponent(currency).orElseThrow();
        return new Money(MinorUnits.parse(amount, exponent, ExcessDecimals.REFUSED), currency);
    }

    private static long at(ChannelPlan plan, String localTime) {
        return LocalDateTime.parse(localTime).atZone(plan.days().zone()).toInstant().toEpochMilli();
    }

    /** One file of changes per day in Shanghai, in the order in which they were made. */
    private List<OrderFile> orderFiles() {
        changes.sort(Comparator.comparing(Changed::timeMs));
        CdcEvents events = new CdcEvents(CdcEncoding.PLAIN, FIRST_LOG_FILE);
        List<OrderFile> files = new ArrayList<>();
        long sequence = 0;
        for (String day : DAYS) {
            List<OrderFile.Line> lines = new ArrayList<>();
            for (Changed changed : changes) {
                LocalDate made = ALIPAY.days().dayOf(changed.timeMs());
                // acme's evening is already the next day in Shanghai.
                boolean lastFile = day.equals(DAYS.get(DAYS.size() - 1));
                if (made.toString().equals(day)
                        || (lastFile && made.toString().compareTo(day) > 0)) {
                    OrderChange change =
                            new OrderChange(
                                    changed.operation(),
                                    null,
                                    changed.key(),
                                    changed.row(),
                                    new LogPosition(3 * sequence++, changed.timeMs()));
                    // A currency code that does not exist, as somebody typed it.
                    String text =
                            changed.readable()
                                    ? events.text(change)
                                    : events.text(change, Map.of("currency", "\"RMB\""));
                    boolean readable = changed.readable();
                    lines.add(new OrderFile.Line(text, readable ? change : null, !readable));
                }
            }
            files.add(new OrderFile("orders-" + day + ".jsonl", lines));
        }
        return files;
    }

    private List<BillRow> rows(ChannelPlan plan, String day) {
        return billed.stream()
                .filter(one -> one.plan().equals(plan) && one.day().equals(day))
                .map(Billed::row)
                .sorted(Comparator.comparing(row -> row.line().timeMs()))
                .toList();
    }

    private List<PlannedDay> alipayDays() {
        List<PlannedDay> days = new ArrayList<>();
        for (String text : DAYS) {
            LocalDate day = LocalDate.parse(text);
            PlannedFile file =
                    new PlannedFile(
                            AlipayBillWriter.fileName(ALIPAY_ACCOUNT, day),
                            BillFormat.ALIPAY_TRADE,
                            ALIPAY_ACCOUNT,
                            day,
                            rows(ALIPAY, text),
                            Packing.ZIP,
                            Damage.NONE);
            days.add(new PlannedDay(day, List.of(file), List.of(), false, true));
        }
        return days;
    }

    private List<PlannedDay> acmeDays() {
        List<PlannedDay> days = new ArrayList<>();
        for (String text : DAYS) {
            LocalDate day = LocalDate.parse(text);
            List<BillRow> rows = rows(ACME, text);
            int half = (rows.size() + 1) / 2;
            List<PlannedFile> files =
                    text.equals(DAYS.get(1))
                            ? List.of(
                                    csv(day, "_1", rows.subList(0, half)),
                                    csv(day, "_2", rows.subList(half, rows.size())))
                            : List.of(csv(day, "", rows));
            days.add(new PlannedDay(day, files, List.of(), false, true));
        }
        return days;
    }

    private static PlannedFile csv(LocalDate day, String part, List<BillRow> rows) {
        String name = "acme_" + day + part + ".csv";
        return new PlannedFile(name, BillFormat.CSV, null, day, rows, Packing.PLAIN, Damage.NONE);
    }
}
