package io.recon.connectors.bill.landing;

import static java.util.Objects.requireNonNull;

import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import java.time.Duration;

/**
 * Says when a bill has been waited for long enough: some time after the end of its day, and not
 * before the source has waited for it, as the next one in order, for a while. The latter lets a
 * source that is started late, or that catches up, first see what is there.
 *
 * <p>It remembers since when the source waits, and no checkpoint does: after a start the waiting
 * begins anew. Used by one thread.
 */
public final class Patience {
    private final DayClock clock;
    private final long dueMs;
    private final long leastWaitMs;
    private int waitedFor = Horizon.NONE;
    private long sinceMs;

    /**
     * @param clock the channel's days
     * @param due how long after the end of its day a bill may come
     * @param leastWait how long the source waits for a day at least
     */
    public Patience(DayClock clock, Duration due, Duration leastWait) {
        this.clock = requireNonNull(clock, "clock");
        this.dueMs = due.toMillis();
        this.leastWaitMs = leastWait.toMillis();
    }

    /**
     * Whether the bill of the day that is waited for should have come by now.
     *
     * @param day the next day in order, epoch days
     * @param nowMs wall-clock epoch milliseconds
     */
    boolean isOver(int day, long nowMs) {
        if (day != waitedFor) {
            waitedFor = day;
            sinceMs = nowMs;
        }
        return nowMs >= clock.endOf(day) + dueMs && nowMs - sinceMs >= leastWaitMs;
    }
}
