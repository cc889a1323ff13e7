package io.recon.connectors.bill;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.landing.FileChangedException;
import io.recon.connectors.bill.proof.ProvenFile;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Reject;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.LinePosition;
import java.util.Iterator;
import java.util.List;

/**
 * A file that is not what was listed any more, rejected whole: no waiting brings it back, and a job
 * that failed for it would stop every channel.
 *
 * <p>Its records have positions of their own, behind any that a file can have: once one of them was
 * emitted, the file stays rejected through recoveries, even if it is there again.
 */
final class UnreadableFile implements ProvenFile {
    /** The position of the first record. */
    static final long FIRST_POSITION = 1L << 62;

    private final FileReport report;
    private final Iterator<BillRecord> records;

    private UnreadableFile(BillSplit file, String detail) {
        report =
                new FileReport(
                        file.day(),
                        file.issue(),
                        file.name(),
                        FileContent.EMPTY,
                        Totals.NONE,
                        BillError.FILE_UNREADABLE.word(),
                        detail);
        Reject reject =
                new Reject(
                        new LinePosition(file.day(), file.name(), 0),
                        report.error() + ": " + detail,
                        "",
                        file.issue());
        records = List.<BillRecord>of(reject, report).iterator();
    }

    /**
     * A file that is found to be unreadable now.
     *
     * @param emitted how many of its records went out before
     */
    static UnreadableFile of(BillSplit file, FileChangedException failure, long emitted) {
        String letThrough = emitted == 0 ? "" : "; " + emitted + " of its records went out before";
        return new UnreadableFile(file, failure.detail() + letThrough);
    }

    /** A file that was found to be unreadable before a recovery. */
    static UnreadableFile asBefore(BillSplit file) {
        return new UnreadableFile(file, "it was not what had been listed when it was to be read");
    }

    @Override
    public FileReport report() {
        return report;
    }

    @Override
    public BillRecord next() {
        return records.hasNext() ? records.next() : null;
    }

    @Override
    public void close() {}
}
