package io.recon.local.output;

import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.OtherLines;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.LineAdjustment;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What every landing file held, a row per file and currency. A file's report comes from whoever
 * read it; which of its lines are repeated or over the limit is known only where all lines of one
 * transaction meet, and is added here.
 */
public final class BillFileRows {
    public static final List<String> COLUMNS =
            List.of(
                    "channel",
                    "day",
                    "file",
                    "account",
                    "currency",
                    "lines",
                    "payments",
                    "refunds",
                    "other",
                    "rejected",
                    "repeated",
                    "payment_amount",
                    "refund_amount",
                    "fee",
                    "totals",
                    "error");

    /** A landing file's channel, its bill day as epoch day, and its path below that. */
    record FileKey(String channel, int day, String file) implements Comparable<FileKey> {
        LocalDate date() {
            return LocalDate.ofEpochDay(day);
        }

        @Override
        public int compareTo(FileKey other) {
            return Comparator.comparing(FileKey::channel)
                    .thenComparing(FileKey::day)
                    .thenComparing(FileKey::file)
                    .compare(this, other);
        }
    }

    /** What a file holds of one currency. */
    static final class Row {
        private final TreeSet<String> accounts = new TreeSet<>();
        private long payments;
        private long refunds;
        private long other;
        private long rejected;
        private long repeated;
        private long paymentMinor;
        private long refundMinor;
        private long feeMinor;

        void add(TransactionType type, long count, long amountMinor, long fee) {
            switch (type) {
                case PAYMENT -> {
                    payments = Math.addExact(payments, count);
                    paymentMinor = Math.addExact(paymentMinor, amountMinor);
                }
                case REFUND -> {
                    refunds = Math.addExact(refunds, count);
                    refundMinor = Math.addExact(refundMinor, amountMinor);
                }
            }
            feeMinor = Math.addExact(feeMinor, fee);
        }

        /** Adds the counts of another row, not its amounts: they may be of another currency. */
        void addCounts(Row row) {
            payments += row.payments;
            refunds += row.refunds;
            other += row.other;
            rejected += row.rejected;
            repeated += row.repeated;
        }

        long lines() {
            return payments + refunds + other + rejected;
        }

        long payments() {
            return payments;
        }

        long refunds() {
            return refunds;
        }

        long other() {
            return other;
        }

        long rejected() {
            return rejected;
        }

        long repeated() {
            return repeated;
        }

        long paymentMinor() {
            return paymentMinor;
        }

        long refundMinor() {
            return refundMinor;
        }
    }

    /** A file's report, and its rows by currency. */
    static final class File {
        private final FileReport report;
        private final TreeMap<String, Row> rows = new TreeMap<>();

        File(FileReport report) {
            this.report = report;
        }

        FileReport report() {
            return report;
        }

        Map<String, Row> rows() {
            return rows;
        }

        Row row(String currency) {
            return rows.computeIfAbsent(currency, absent -> new Row());
        }
    }

    private final TreeMap<FileKey, File> files = new TreeMap<>();

    /** Takes what a reader says of a file. */
    public void add(String channel, FileReport report) {
        File file = new File(report);
        for (Cell cell : report.content().cells()) {
            Row row = file.row(cell.currency());
            row.accounts.add(cell.account());
            row.add(cell.type(), cell.count(), cell.amountMinor(), cell.feeMinor());
        }
        long otherWithoutCurrency = 0;
        for (OtherLines other : report.content().other()) {
            if (other.currency().isEmpty()) {
                otherWithoutCurrency += other.count();
            } else {
                file.row(other.currency()).other += other.count();
            }
        }
        // What names no currency stands on the file's first row.
        Row first = file.rows.isEmpty() ? file.row("") : file.rows.firstEntry().getValue();
        first.other += otherWithoutCurrency;
        first.rejected += report.content().rejected();
        files.put(new FileKey(channel, report.day(), report.file()), file);
    }

    /** Counts a line as what it is among all lines of its transaction. */
    public void adjust(AdjustedLine adjusted) {
        LineAdjustment adjustment = adjusted.adjustment();
        BillLine line = adjustment.line();
        Row row = fileOf(adjusted.key().channel(), line).row(line.amount().currency());
        switch (adjustment.kind()) {
            case REPEATED -> row.repeated += adjustment.delta();
            case OVER_LIMIT -> {
                int delta = adjustment.delta();
                row.rejected += delta;
                row.add(
                        adjusted.key().type(),
                        -delta,
                        -delta * line.amount().minor(),
                        -delta * line.feeMinor());
            }
        }
    }

    /** Whether the file in which a line stands is among the files. */
    public boolean hasFileOf(String channel, BillLine line) {
        return find(channel, line) != null;
    }

    private File fileOf(String channel, BillLine line) {
        File file = find(channel, line);
        if (file == null) {
            throw new IllegalStateException(
                    "a line stands in file \""
                            + line.position().file()
                            + "\" of channel "
                            + channel
                            + ", which no report names");
        }
        return file;
    }

    /** A line's file may name an entry of an archive behind the landing file's name. */
    private File find(String channel, BillLine line) {
        String name = line.position().file();
        File file = files.get(new FileKey(channel, line.position().day(), name));
        for (int end = name.indexOf('#');
                file == null && end >= 0;
                end = name.indexOf('#', end + 1)) {
            file = files.get(new FileKey(channel, line.position().day(), name.substring(0, end)));
        }
        return file;
    }

    /** The files in the order of their rows. */
    Map<FileKey, File> files() {
        return files;
    }

    /** Hands over every row, sorted by channel, day, file and currency. */
    public void writeTo(CsvFile csv) throws IOException {
        for (Map.Entry<FileKey, File> entry : files.entrySet()) {
            FileKey key = entry.getKey();
            FileReport report = entry.getValue().report;
            for (Map.Entry<String, Row> currency : entry.getValue().rows.entrySet()) {
                Row row = currency.getValue();
                csv.row(
                        key.channel(),
                        key.date(),
                        key.file(),
                        String.join(";", row.accounts),
                        currency.getKey(),
                        row.lines(),
                        row.payments,
                        row.refunds,
                        row.other,
                        row.rejected,
                        row.repeated,
                        row.paymentMinor,
                        row.refundMinor,
                        row.feeMinor,
                        report.totals().name(),
                        report.error());
            }
        }
    }
}
