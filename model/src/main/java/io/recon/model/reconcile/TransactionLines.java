package io.recon.model.reconcile;

import io.recon.model.bill.BillLine;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The bill lines of one transaction, taken one after the other in the order of their positions:
 * says of each as what it counts. Remembers at most {@link Policy#MOST_LINES} lines.
 */
public final class TransactionLines {
    private final Set<BillLine.Identity> distinct = new HashSet<>();
    private int lines;

    /** As what the next line counts; empty if it counts for itself. */
    public Optional<LineAdjustment.Kind> add(BillLine line) {
        if (lines == Policy.MOST_LINES) {
            return Optional.of(LineAdjustment.Kind.OVER_LIMIT);
        }
        lines++;
        return distinct.add(line.identity())
                ? Optional.empty()
                : Optional.of(LineAdjustment.Kind.REPEATED);
    }
}
