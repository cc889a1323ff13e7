package io.recon.local.output;

import io.recon.connectors.config.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What every landing file held, for people: a row per file. */
public final class BillFileTable {
    private static final int MOST_NAME_CHARS = 120;
    private static final int LEFT_COLUMNS = 3;
    private static final List<String> COLUMNS =
            List.of(
                    "channel",
                    "day",
                    "file",
                    "lines",
                    "payments",
                    "refunds",
                    "other",
                    "rejected",
                    "repeated",
                    "paid",
                    "refunded",
                    "totals",
                    "error");

    private final List<String[]> rows = new ArrayList<>();
    private long lines;
    private long repeated;

    /** A table of the rows as they stand now. */
    public BillFileTable(BillFileRows files) {
        files.files().forEach(this::add);
    }

    private void add(BillFileRows.FileKey key, BillFileRows.File file) {
        BillFileRows.Row sum = new BillFileRows.Row();
        Map<String, Long> payments = new TreeMap<>();
        Map<String, Long> refunds = new TreeMap<>();
        file.rows()
                .forEach(
                        (currency, row) -> {
                            sum.addCounts(row);
                            putPresent(payments, currency, row.payments(), row.paymentMinor());
                            putPresent(refunds, currency, row.refunds(), row.refundMinor());
                        });
        lines += sum.lines();
        repeated += sum.repeated();
        rows.add(
                new String[] {
                    key.channel(),
                    key.date().toString(),
                    Quoted.plain(key.file(), MOST_NAME_CHARS),
                    Long.toString(sum.lines()),
                    SummaryTable.count(sum.payments()),
                    SummaryTable.count(sum.refunds()),
                    SummaryTable.count(sum.other()),
                    SummaryTable.count(sum.rejected()),
                    SummaryTable.count(sum.repeated()),
                    SummaryTable.amounts(payments),
                    SummaryTable.amounts(refunds),
                    totals(file),
                    file.report().error().isEmpty() ? SummaryTable.NOTHING : file.report().error()
                });
    }

    private static void putPresent(
            Map<String, Long> amounts, String currency, long count, long minor) {
        if (count > 0) {
            amounts.put(currency, minor);
        }
    }

    private static String totals(BillFileRows.File file) {
        return switch (file.report().totals()) {
            case AGREE -> "agree";
            case DISAGREE -> "disagree";
            case NONE -> SummaryTable.NOTHING;
        };
    }

    /** How many files there are. */
    public int files() {
        return rows.size();
    }

    /** How many lines all files have. */
    public long lines() {
        return lines;
    }

    /** How many of them are repeated. */
    public long repeated() {
        return repeated;
    }

    public String text() {
        return SummaryTable.of(COLUMNS, LEFT_COLUMNS, rows);
    }
}
