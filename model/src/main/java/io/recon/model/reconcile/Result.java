package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillLine;

/**
 * One result of a transaction as it is emitted, apart from the transaction's key. A transaction has
 * one main result, and one for every further bill line that is no repetition.
 *
 * @param kind whether this is the main result or a duplicate's
 * @param platform null where that side is absent
 * @param line null where that side is absent. A duplicate always has one: it names the result
 * @param revision 0 for the first, one more at every change
 * @param partitionDay the day under which all revisions are stored: the first revision's platform
 *     day if it has one, else its bill day; epoch days
 */
public record Result(
        Kind kind,
        PlatformSide platform,
        BillLine line,
        Verdict verdict,
        int revision,
        int partitionDay) {

    /** The kinds of results. */
    public enum Kind {
        MAIN,
        DUPLICATE
    }

    public Result {
        requireNonNull(kind, "kind");
        requireNonNull(verdict, "verdict");
        if (kind == Kind.DUPLICATE && (line == null || platform != null)) {
            throw new IllegalArgumentException("a duplicate has a bill line and no platform side");
        }
    }

    public boolean isWithdrawn() {
        return verdict.outcome() == Outcome.WITHDRAWN;
    }
}
