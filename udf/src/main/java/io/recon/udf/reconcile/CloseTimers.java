package io.recon.udf.reconcile;

import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import io.recon.model.reconcile.TransactionState;
import java.time.LocalDate;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * The timers of transactions that wait for a day's close: at most one of each, at the closing
 * watermark of the day that it waits for. All methods are about the current key.
 *
 * <p>No day before the first ever closes by itself, so what waits for one waits for the first.
 */
final class CloseTimers {
    private final InternalTimerService<VoidNamespace> service;
    private final DayClock clock;

    private long open;
    private int memorizedDay = TransactionState.NEVER;
    private long memorizedMs;

    CloseTimers(InternalTimerService<VoidNamespace> service, DayClock clock) {
        this.service = service;
        this.clock = clock;
    }

    /** How many timers there are. */
    long open() {
        return open;
    }

    /** Counts timers that were restored. */
    void addOpen(long restored) {
        open += restored;
    }

    /** The timer of the current key has fired: there is none now. */
    void fired() {
        open--;
    }

    /** Moves the timer of a transaction that waited for one day and now waits for another. */
    void move(int from, int to, Horizon horizon) {
        if (from == to) {
            return;
        }
        if (from != TransactionState.NEVER) {
            open--;
            service.deleteEventTimeTimer(VoidNamespace.INSTANCE, closingMs(from));
            if (from < horizon.firstDay()) {
                // It may have been set when the first day was known already.
                long firstCloseMs = closingMs(horizon.firstDay());
                service.deleteEventTimeTimer(VoidNamespace.INSTANCE, firstCloseMs);
            }
        }
        set(to, horizon);
    }

    /** Sets the timer of a transaction that has none. At the end of all nothing waits any more. */
    void set(int day, Horizon horizon) {
        if (day == TransactionState.NEVER || horizon.ended()) {
            return;
        }
        long closingMs = closingMs(Math.max(day, horizon.firstDay()));
        if (closingMs <= service.currentWatermark()) {
            // It would fire at once, and set itself again without end.
            throw new IllegalStateException(
                    "a transaction waits for the close of day "
                            + LocalDate.ofEpochDay(day)
                            + ", which the watermark "
                            + service.currentWatermark()
                            + " has passed: the days are "
                            + horizon);
        }
        open++;
        service.registerEventTimeTimer(VoidNamespace.INSTANCE, closingMs);
    }

    private long closingMs(int day) {
        if (day != memorizedDay) {
            memorizedMs = clock.closingWatermarkOf(day);
            memorizedDay = day;
        }
        return memorizedMs;
    }
}
