package io.recon.connectors.bill.proof;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillConverter;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;
import io.recon.connectors.bill.format.BillReader.TotalsCheck;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.config.Quoted;
import io.recon.model.TransactionKey;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.bill.BillRecord.Reject;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.LinePosition;
import io.recon.model.reconcile.Policy;
import java.io.IOException;

/** The proof of one file: read to its end, spooled, counted, and only then let through. */
final class FileProof {
    private static final int MOST_RAW_CHARS = 500;

    private final BillFile file;
    private final int spoolMemoryBytes;

    FileProof(BillFile file, int spoolMemoryBytes) {
        this.file = file;
        this.spoolMemoryBytes = spoolMemoryBytes;
    }

    ProvenFile prove(BillConverter converter, BillContext context) throws IOException {
        RecordSpool spool = new RecordSpool(spoolMemoryBytes);
        boolean kept = false;
        try (BillReader reader = converter.open(file, context)) {
            ContentTally tally = new ContentTally();
            KeyCounts keys = new KeyCounts();
            for (BillEntry entry = reader.next(); entry != null; entry = reader.next()) {
                add(entry, spool, tally, keys);
            }
            TotalsCheck totals = reader.totals();
            SpooledFile proven =
                    keys.isSuspicious()
                            ? withoutExcess(spool, tally, keys, totals)
                            : new SpooledFile(report(tally.content(), totals), spool);
            kept = proven.isOver(spool);
            return proven;
        } catch (UnreadableBillException e) {
            return rejectedWhole(e);
        } finally {
            if (!kept) {
                spool.close();
            }
        }
    }

    private void add(BillEntry entry, RecordSpool spool, ContentTally tally, KeyCounts keys)
            throws UnreadableBillException, IOException {
        if (entry instanceof BillEntry.Detail detail) {
            if (detail.key().number().isEmpty()) {
                reject(
                        detail.line().position(),
                        BillError.LINE_INCONSISTENT,
                        "the line has no transaction number",
                        "",
                        spool,
                        tally);
                return;
            }
            keys.count(detail.key());
            tally.add(detail.key(), detail.line());
            spool.write(new Line(detail.key(), detail.line(), file.issue()));
        } else if (entry instanceof BillEntry.Other other) {
            tally.addOther(other.currency());
        } else if (entry instanceof BillEntry.Rejected rejected) {
            reject(
                    rejected.position(),
                    rejected.error(),
                    rejected.detail(),
                    rejected.raw(),
                    spool,
                    tally);
        }
    }

    private void reject(
            LinePosition position,
            BillError error,
            String detail,
            String raw,
            RecordSpool spool,
            ContentTally tally)
            throws UnreadableBillException, IOException {
        String reason = reason(error, detail);
        tally.addRejected(reason);
        spool.write(new Reject(position, reason, shortened(raw), file.issue()));
    }

    /**
     * Whatever format made the sentence: it comes out on one line, without what a terminal obeys.
     */
    private static String reason(BillError error, String detail) {
        return detail.isEmpty() ? error.word() : error.word() + ": " + Quoted.plain(detail);
    }

    /** Cut after a whole character: half of a surrogate pair cannot be written as UTF-8. */
    private static String shortened(String raw) {
        if (raw.length() <= MOST_RAW_CHARS) {
            return raw;
        }
        boolean splitsPair = Character.isHighSurrogate(raw.charAt(MOST_RAW_CHARS - 1));
        return raw.substring(0, splitsPair ? MOST_RAW_CHARS - 1 : MOST_RAW_CHARS);
    }

    /** Reads the spooled records once more, and rejects what a transaction has too much of. */
    private SpooledFile withoutExcess(
            RecordSpool all, ContentTally first, KeyCounts keys, TotalsCheck totals)
            throws UnreadableBillException, IOException {
        RecordSpool spool = new RecordSpool(spoolMemoryBytes);
        boolean kept = false;
        try {
            ContentTally tally = new ContentTally();
            tally.addOtherOf(first);
            RecordSpool.Cursor cursor = all.read();
            for (BillRecord record = cursor.next(); record != null; record = cursor.next()) {
                if (!(record instanceof Line line)) {
                    tally.addRejected(((Reject) record).reason());
                    spool.write(record);
                } else if (keys.isOneTooMany(line.key())) {
                    reject(
                            line.line().position(),
                            BillError.LINE_INCONSISTENT,
                            excess(line.key()),
                            rawOf(line.key(), line.line()),
                            spool,
                            tally);
                } else {
                    tally.add(line.key(), line.line());
                    spool.write(line);
                }
            }
            kept = true;
            return new SpooledFile(report(tally.content(), totals), spool);
        } finally {
            if (!kept) {
                spool.close();
            }
        }
    }

    private static String excess(TransactionKey key) {
        return "the "
                + key.type()
                + " \""
                + key.number()
                + "\" of account "
                + key.account()
                + " has "
                + Policy.MOST_LINES
                + " lines in this file already, the most that are compared";
    }

    /** What identifies a line whose characters are no longer at hand. */
    private static String rawOf(TransactionKey key, BillLine line) {
        return key.number()
                + ","
                + (line.tradeNumber() == null ? "" : line.tradeNumber())
                + ","
                + line.amount().minor()
                + ","
                + line.amount().currency();
    }

    private FileReport report(FileContent content, TotalsCheck totals) {
        boolean disagree = totals.totals() == Totals.DISAGREE;
        return new FileReport(
                file.day(),
                file.issue(),
                file.name(),
                content,
                totals.totals(),
                disagree ? BillError.TOTALS_MISMATCH.word() : "",
                disagree ? Quoted.plain(totals.detail()) : "");
    }

    private SpooledFile rejectedWhole(UnreadableBillException e) throws IOException {
        RecordSpool spool = new RecordSpool(spoolMemoryBytes);
        LinePosition whole = new LinePosition(file.day(), file.name(), 0);
        spool.write(new Reject(whole, reason(e.error(), e.detail()), "", file.issue()));
        return new SpooledFile(
                new FileReport(
                        file.day(),
                        file.issue(),
                        file.name(),
                        FileContent.EMPTY,
                        Totals.NONE,
                        e.error().word(),
                        Quoted.plain(e.detail())),
                spool);
    }
}
