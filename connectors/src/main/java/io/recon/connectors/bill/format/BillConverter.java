package io.recon.connectors.bill.format;

import java.io.IOException;

/**
 * Reads the bill files of one format. Implementations have a public constructor without arguments,
 * are stateless and may be used by many threads.
 */
public interface BillConverter {
    /** The format's name in the configuration, for example {@code alipay-trade}. */
    String format();

    /**
     * Opens a landing file.
     *
     * @throws UnreadableBillException if the file as a whole cannot be read as this format
     * @throws IOException if the machine fails, not the file: trying again may help
     */
    BillReader open(BillFile file, BillContext context) throws UnreadableBillException, IOException;
}
