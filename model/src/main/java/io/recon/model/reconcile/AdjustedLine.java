package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

import io.recon.model.TransactionKey;

/** A correction to a landing file's report, with the transaction whose line it is about. */
public record AdjustedLine(TransactionKey key, LineAdjustment adjustment) {
    public AdjustedLine {
        requireNonNull(key, "key");
        requireNonNull(adjustment, "adjustment");
    }
}
