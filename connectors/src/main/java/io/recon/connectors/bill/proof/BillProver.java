package io.recon.connectors.bill.proof;

import io.recon.connectors.bill.format.BillFile;
import java.io.IOException;
import java.io.Serializable;

/** Reads landing files of one channel to their end. Safe for use by many threads. */
public interface BillProver extends Serializable {
    /**
     * Reads a file to its end. A file that is wrong is no failure: its report says what is wrong.
     *
     * @throws IOException if the machine fails, not the file: trying again may help
     */
    ProvenFile prove(BillFile file) throws IOException;
}
