package io.recon.connectors.bill.format;

import io.recon.model.bill.BillRecord.Totals;
import java.io.Closeable;
import java.io.IOException;

/** One open bill file. Used by one thread. */
public interface BillReader extends Closeable {
    /**
     * The next line in the file's order, or null at its end.
     *
     * @throws UnreadableBillException if the file turns out to be unreadable as a whole: none of
     *     its lines counts then, those already returned included
     * @throws IOException if the machine fails, not the file: trying again may help
     */
    BillEntry next() throws UnreadableBillException, IOException;

    /** Whether the totals that the file states agree. To be asked after the end. */
    TotalsCheck totals();

    /**
     * The outcome of comparing the file's stated totals with its lines.
     *
     * @param detail what was declared and what was read where they disagree, for people; else empty
     */
    record TotalsCheck(Totals totals, String detail) {
        /** The format states no totals. */
        public static final TotalsCheck NONE = new TotalsCheck(Totals.NONE, "");

        /** All stated totals agree. */
        public static final TotalsCheck AGREE = new TotalsCheck(Totals.AGREE, "");
    }
}
