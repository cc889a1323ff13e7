package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.text.LineError;

/**
 * Where a statement of a template stands. What it makes of a bill ends with it, since either may be
 * the one that is wrong: {@code … (formats/acme-csv.yaml:16)}.
 *
 * @param template its file, as messages call it
 * @param line from 1; 0 where the template says nothing and a default counts
 */
record Origin(String template, int line) {
    /** A line of the bill cannot be read by the statement. */
    LineError lineError(BillError error, String detail) {
        return new LineError(error, detail + " (" + this + ")");
    }

    /** The bill's file cannot be read by the statement. */
    UnreadableBillException unreadable(BillError error, String detail) {
        return new UnreadableBillException(error, detail + " (" + this + ")");
    }

    @Override
    public String toString() {
        return line > 0 ? template + ":" + line : template;
    }
}
