package io.recon.model.reconcile;

import io.recon.model.bill.BillRecord;
import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;

/**
 * Decides, before any state is read, whether an input comes too late to change a result: when its
 * day is more than the retention before the last closed day.
 */
public final class Retention {
    /** What to do with an input. */
    public enum Decision {
        /** It is in time. */
        APPLY,
        /** It is too late, as is to be expected of it: count it. */
        COUNT,
        /** It is too late: count it and send it to the dead letter. */
        DEAD_LETTER
    }

    private Retention() {}

    /**
     * Decides on a change of an order. A snapshot's row and an update of a row that was paid long
     * ago say nothing new and are only counted. A deletion has the day on which it happened, since
     * nothing of the row it removes is known.
     */
    public static Decision of(
            OrderEvent.Change change, Horizon horizon, DayClock clock, Policy policy) {
        long timeMs = change.row() == null ? change.timestampMs() : change.row().timeMs();
        if (isInTime(clock.dayOf(timeMs), horizon, policy)) {
            return Decision.APPLY;
        }
        boolean expected =
                change.operation() == OrderOperation.READ
                        || (change.operation() == OrderOperation.UPDATE
                                && change.row() != null
                                && change.row().isPaid());
        return expected ? Decision.COUNT : Decision.DEAD_LETTER;
    }

    /** Decides on a bill's record by its bill day. */
    public static Decision of(BillRecord line, Horizon horizon, Policy policy) {
        return isInTime(line.day(), horizon, policy) ? Decision.APPLY : Decision.DEAD_LETTER;
    }

    private static boolean isInTime(int day, Horizon horizon, Policy policy) {
        return horizon.closedThrough() == Horizon.NONE
                || day >= (long) horizon.closedThrough() - policy.retentionDays();
    }
}
