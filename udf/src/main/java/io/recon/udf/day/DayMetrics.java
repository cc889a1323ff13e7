package io.recon.udf.day;

import io.recon.model.bill.BillRecord.DayReport;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of a channel's days that are not closed, in the operator's group as {@code
 * recon.channel.<channel>.<name>}.
 *
 * <ul>
 *   <li>{@code openDay}: the day that closes next, epoch days; {@value #NO_DAY} while none is known
 *   <li>{@code closeLagMs}: how long ago the open day ended, milliseconds; 0 before its end
 *   <li>{@code sealedDays}: days whose bill counts, and which wait for an earlier day or for the
 *       orders' time
 *   <li>{@code heldDays}: days whose bill is complete and not proven
 *   <li>{@code overdueDays}: days whose bill should have come by now
 * </ul>
 *
 * <p>A day is in one of the last three at most. The gauges are read by other threads than the
 * operator's.
 */
final class DayMetrics {
    /** Stands for no day. */
    static final int NO_DAY = -1;

    private final LongSupplier nowMs;

    private volatile int openDay = NO_DAY;
    private volatile long openDayEndMs = Long.MAX_VALUE;
    private volatile int sealedDays;
    private volatile int heldDays;
    private volatile int overdueDays;

    /**
     * @param nowMs the wall clock, which any thread may ask
     */
    DayMetrics(MetricGroup operator, String channel, LongSupplier nowMs) {
        this.nowMs = nowMs;
        MetricGroup group = operator.addGroup("recon").addGroup("channel", channel);
        group.gauge("openDay", this::openDay);
        group.gauge("closeLagMs", this::closeLagMs);
        group.gauge("sealedDays", this::sealedDays);
        group.gauge("heldDays", this::heldDays);
        group.gauge("overdueDays", this::overdueDays);
    }

    int openDay() {
        return openDay;
    }

    long closeLagMs() {
        long endMs = openDayEndMs;
        return endMs == Long.MAX_VALUE ? 0 : Math.max(0, nowMs.getAsLong() - endMs);
    }

    int sealedDays() {
        return sealedDays;
    }

    int heldDays() {
        return heldDays;
    }

    int overdueDays() {
        return overdueDays;
    }

    /** Before the channel's first day is known. */
    void knowNoDay(Collection<DayReport> reports) {
        show(NO_DAY, Long.MAX_VALUE, reports);
    }

    /**
     * Shows how far the days have come.
     *
     * @param endMs the end of the open day
     * @param reports what was last said of each day that is not closed
     */
    void show(int day, long endMs, Collection<DayReport> reports) {
        int sealed = 0;
        int held = 0;
        int overdue = 0;
        for (DayReport report : reports) {
            switch (report.status()) {
                case SEALED, ACCEPTED -> sealed++;
                case HELD, ABSENT -> held++;
                case OVERDUE -> overdue++;
            }
        }
        openDayEndMs = endMs;
        openDay = day;
        sealedDays = sealed;
        heldDays = held;
        overdueDays = overdue;
    }
}
