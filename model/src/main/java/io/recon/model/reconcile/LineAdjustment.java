package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillLine;

/**
 * A correction to what a landing file's report says of one line, which only the transaction's other
 * lines can tell.
 *
 * @param delta 1 if the line is from now on counted so, -1 if no longer
 */
public record LineAdjustment(Kind kind, BillLine line, int delta) {
    /** As what the line counts. */
    public enum Kind {
        /** It says the same as an earlier line of its transaction. */
        REPEATED,
        /** It is rejected: its transaction has as many lines before it as are kept. */
        OVER_LIMIT
    }

    public LineAdjustment {
        requireNonNull(kind, "kind");
        requireNonNull(line, "line");
    }
}
