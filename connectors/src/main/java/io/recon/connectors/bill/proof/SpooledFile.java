package io.recon.connectors.bill.proof;

import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.FileReport;
import java.io.IOException;

/** A proven file whose records are spooled. Used by one thread. */
final class SpooledFile implements ProvenFile {
    private final FileReport report;
    private final RecordSpool spool;
    private RecordSpool.Cursor cursor;
    private boolean reported;

    SpooledFile(FileReport report, RecordSpool spool) {
        this.report = report;
        this.spool = spool;
    }

    boolean isOver(RecordSpool other) {
        return spool == other;
    }

    @Override
    public FileReport report() {
        return report;
    }

    @Override
    public BillRecord next() throws IOException {
        if (reported) {
            return null;
        }
        if (cursor == null) {
            cursor = spool.read();
        }
        BillRecord record = cursor.next();
        if (record == null) {
            reported = true;
            return report;
        }
        return record;
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
