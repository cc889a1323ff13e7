package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillLine;
import io.recon.model.order.SourceVersion;
import java.util.List;

/**
 * All that is remembered of one transaction. Immutable.
 *
 * @param platform the platform's side; null if there is none, or none any more
 * @param version the newest version of the platform's row, also when that was its deletion; null if
 *     none was seen
 * @param lines the bill lines by position, the repeated ones among them
 * @param emitted what was last emitted under every result id of this transaction, withdrawn ones
 *     too, since their revisions go on; the main result first where there is one
 * @param wakeDay the day at whose close this transaction must be looked at again; {@link #NEVER} if
 *     it waits for no close
 */
public record TransactionState(
        PlatformSide platform,
        SourceVersion version,
        List<BillLine> lines,
        List<Result> emitted,
        int wakeDay) {
    /** Waits for no day's close. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** Nothing is known of the transaction. */
    public static final TransactionState EMPTY =
            new TransactionState(null, null, List.of(), List.of(), NEVER);

    public TransactionState {
        requireNonNull(lines, "lines");
        requireNonNull(emitted, "emitted");
    }
}
