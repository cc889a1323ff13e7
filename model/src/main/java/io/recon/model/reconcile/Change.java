package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

/**
 * A result takes the place of the one that was last emitted under the same id. Sums over results
 * are kept by taking {@code before} away and adding {@code after}.
 *
 * @param before what was last emitted; null for a first revision
 */
public record Change(Result before, Result after) {
    public Change {
        requireNonNull(after, "after");
    }
}
