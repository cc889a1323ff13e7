package io.recon.connectors.bill.format;

import io.recon.model.TransactionKey;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;

/** What a bill reader makes of one detail line. */
public sealed interface BillEntry {
    /** A payment or a refund. */
    record Detail(TransactionKey key, BillLine line) implements BillEntry {}

    /**
     * A line that is neither a payment nor a refund.
     *
     * @param currency its currency in ISO 4217; empty where the line names none
     */
    record Other(LinePosition position, String currency) implements BillEntry {}

    /**
     * A line that cannot be read.
     *
     * @param detail a sentence that names the column, its value and what would be right
     * @param raw the line as it stands
     */
    record Rejected(LinePosition position, BillError error, String detail, String raw)
            implements BillEntry {}
}
