package io.recon.local.bills;

import io.recon.local.output.BillFileRows;
import io.recon.local.output.CsvFile;
import io.recon.local.output.CsvText;
import io.recon.local.output.RejectRows;
import io.recon.local.output.WorkDirectory;
import io.recon.model.TransactionKey;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.bill.BillRecord.Reject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.TransactionLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Turns what proven files gave into the command's files. Which lines are repeated is known only
 * when all files are read: the lines are sorted by transaction on the disk, and then by position.
 */
final class BillsReport {
    static final List<String> LINE_COLUMNS =
            List.of(
                    "channel",
                    "day",
                    "file",
                    "line",
                    "account",
                    "txn_type",
                    "txn_no",
                    "channel_trade_no",
                    "amount",
                    "fee",
                    "currency",
                    "status",
                    "time");

    private final BillFileRows files = new BillFileRows();
    private final RejectRows rejects;
    private final RejectSample sample = new RejectSample();
    private final LineRuns byTransaction;
    private final LineRuns byPosition;

    BillsReport(WorkDirectory work) throws IOException {
        rejects = new RejectRows(work.subdirectory("rejects"));
        byTransaction =
                new LineRuns(LineRuns.Order.TRANSACTION, work.subdirectory("by-transaction"));
        byPosition = new LineRuns(LineRuns.Order.POSITION, work.subdirectory("by-position"));
    }

    /** Takes a record of a channel's bills. */
    void add(String channel, BillRecord record) throws IOException {
        if (record instanceof Line line) {
            byTransaction.add(line);
        } else if (record instanceof Reject reject) {
            rejects.addLine(channel, reject.position(), reject.reason(), reject.raw());
        } else if (record instanceof FileReport report) {
            files.add(channel, report);
        } else {
            throw new IllegalStateException(record + " is of no file");
        }
    }

    /** Writes all files into a directory, when all records were taken. */
    void write(Path out) throws IOException {
        byTransaction.forEach(new Transactions());
        try (CsvFile csv = new CsvFile(out.resolve("bill_lines.csv"), LINE_COLUMNS)) {
            CsvText row = new CsvText();
            byPosition.forEach(
                    line -> {
                        write(line, row);
                        csv.row(row);
                    });
            csv.complete();
        }
        try (CsvFile csv = new CsvFile(out.resolve("bill_files.csv"), BillFileRows.COLUMNS)) {
            files.writeTo(csv);
            csv.complete();
        }
        try (CsvFile csv = new CsvFile(out.resolve("rejects.csv"), RejectRows.COLUMNS)) {
            rejects.writeTo(csv, sample);
            csv.complete();
        }
    }

    /** Meets the lines of one transaction after the other, and says as what each counts. */
    private final class Transactions implements LineRuns.Lines {
        private TransactionKey key;
        private TransactionLines lines;

        @Override
        public void accept(Line line) throws IOException {
            if (!line.key().equals(key)) {
                key = line.key();
                lines = new TransactionLines();
            }
            Optional<LineAdjustment.Kind> kind = lines.add(line.line());
            if (kind.isPresent()) {
                AdjustedLine adjusted =
                        new AdjustedLine(key, new LineAdjustment(kind.get(), line.line(), 1));
                files.adjust(adjusted);
                if (kind.get() == LineAdjustment.Kind.OVER_LIMIT) {
                    rejects.addOverLimit(adjusted);
                    return;
                }
            }
            byPosition.add(line);
        }
    }

    private static void write(Line record, CsvText row) {
        TransactionKey key = record.key();
        BillLine line = record.line();
        row.text(key.channel())
                .day(line.position().day())
                .text(line.position().file())
                .number(line.position().line())
                .text(key.account())
                .text(key.type().name())
                .text(key.number())
                .text(line.tradeNumber())
                .number(line.amount().minor())
                .number(line.feeMinor())
                .text(line.amount().currency())
                .text(line.status().name())
                .instant(line.timeMs());
    }

    BillFileRows files() {
        return files;
    }

    /** The first rejects; known when the files are written. */
    RejectSample rejects() {
        return sample;
    }
}
