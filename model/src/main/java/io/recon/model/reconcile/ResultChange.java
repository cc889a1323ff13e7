package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

import io.recon.model.TransactionKey;

/**
 * A change of a result as it leaves the engine.
 *
 * @param decidedAtMs when it was decided, wall-clock epoch milliseconds
 */
public record ResultChange(TransactionKey key, Change change, long decidedAtMs) {
    public ResultChange {
        requireNonNull(key, "key");
        requireNonNull(change, "change");
    }

    /** The stable id under which every revision of the result is emitted. */
    public String resultId() {
        return ResultId.of(key, change.after());
    }
}
