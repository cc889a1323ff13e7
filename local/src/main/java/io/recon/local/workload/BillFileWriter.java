package io.recon.local.workload;

import java.io.Closeable;
import java.io.IOException;

/** Writes one bill file row by row in a channel's format. */
interface BillFileWriter extends Closeable {
    /**
     * Writes a row.
     *
     * @return the physical line on which it stands, from 1 within its file or entry
     */
    int write(BillRow row) throws IOException;
}
