package io.recon.simulator.oracle;

import io.recon.simulator.story.Channel;
import java.time.LocalDate;

/**
 * How far one subtask's days of a channel have come: they close in order, each as soon as it is
 * sealed and the platform's watermark has passed its end. Mutable.
 */
public final class ChannelDays {
    private final Channel channel;
    private final BusinessDays days;

    /** Null until the bill source has spoken; before its first day nothing is sealed. */
    private LocalDate sealedThrough;

    /** From the bill source's first word on, which is not forgotten. */
    private boolean isFirstDayKnown;

    private LocalDate lastClosed;
    private long ordersMs = Long.MIN_VALUE;

    /** Whether an input has said how far it is, since the beginning or a restart. */
    private boolean isTold;

    public ChannelDays(Channel channel, BusinessDays days) {
        this.channel = channel;
        this.days = days;
    }

    /** Whether less is sealed. The source of bills remembers over restarts what it has sealed. */
    public boolean isBefore(LocalDate through) {
        return sealedThrough == null || through.isAfter(sealedThrough);
    }

    /** Whether the bill source has spoken. */
    public boolean isStarted() {
        return sealedThrough != null;
    }

    /** All days up to this one are sealed. */
    public void billsTo(LocalDate through) {
        sealedThrough = through;
        isFirstDayKnown = true;
        isTold = true;
        close();
    }

    /** The orders are read up to and with this millisecond, if they were not before. */
    public void ordersTo(long watermarkMs) {
        ordersMs = Math.max(ordersMs, watermarkMs);
        isTold = true;
        close();
    }

    private void close() {
        LocalDate next = lastClosed == null ? channel.firstDay() : lastClosed.plusDays(1);
        while (sealedThrough != null && !next.isAfter(sealedThrough) && isRead(next)) {
            lastClosed = next;
            next = next.plusDays(1);
        }
    }

    /** Whether no order of a day is still to come. */
    private boolean isRead(LocalDate day) {
        return ordersMs >= days.endOf(day).toEpochMilli() - 1;
    }

    /** The channel's first day; null as long as it is not known. */
    public LocalDate firstDay() {
        return isFirstDayKnown ? channel.firstDay() : null;
    }

    /** The last closed day; null before the first. */
    public LocalDate lastClosed() {
        return lastClosed;
    }

    /** Whether the close of the last day goes on, if a restart came in the middle of it. */
    public boolean isUpToDate() {
        return lastClosed == null || isTold;
    }

    /** Whether what belongs to a day comes too late to change anything. */
    public boolean isPastRetention(LocalDate day) {
        return lastClosed != null
                && day.isBefore(lastClosed.minusDays(channel.rules().retentionDays()));
    }

    /** A copy, for a checkpoint. */
    public ChannelDays copy() {
        ChannelDays copy = new ChannelDays(channel, days);
        copy.sealedThrough = sealedThrough;
        copy.isFirstDayKnown = isFirstDayKnown;
        copy.lastClosed = lastClosed;
        copy.ordersMs = ordersMs;
        return copy;
    }

    /** What is remembered by whoever goes on in place of several: what all of them know. */
    public static ChannelDays restored(Iterable<ChannelDays> formers) {
        ChannelDays least = null;
        for (ChannelDays former : formers) {
            if (least == null) {
                least = former.copy();
            }
            least.isFirstDayKnown |= former.isFirstDayKnown;
            least.sealedThrough = earlier(least.sealedThrough, former.sealedThrough);
            least.lastClosed = earlier(least.lastClosed, former.lastClosed);
            least.ordersMs = Math.min(least.ordersMs, former.ordersMs);
        }
        return least;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        if (one == null || other == null) {
            return null;
        }
        return one.isBefore(other) ? one : other;
    }
}
