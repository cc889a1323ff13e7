package io.recon.connectors.bill.proof;

import io.recon.model.bill.BillRecord;
import java.io.Closeable;
import java.io.IOException;

/**
 * A landing file that was read to its end: its report, and all records that it gives. The same file
 * always gives the same records in the same order. Closing it frees what it holds on disk.
 */
public interface ProvenFile extends Closeable {
    BillRecord.FileReport report();

    /**
     * The next record, or null at the end: the lines and rejects in the file's order, then the
     * report. A file that is rejected whole gives one reject, with line 0, and its report.
     */
    BillRecord next() throws IOException;
}
