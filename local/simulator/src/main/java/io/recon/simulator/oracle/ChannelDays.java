package io.recon.simulator.oracle;

import io.recon.simulator.story.Channel;
import java.time.LocalDate;

/**
 * How far one subtask's days of a channel have come: they close in order, each as soon as it is
 * sealed and the platform's watermark has passed its end. Mutable.
 */
public final class ChannelDays {
    /** The orders' watermark before the first. */
    public static final long NOTHING_READ = Long.MIN_VALUE;

    private final Channel channel;
    private final BusinessDays days;

    /** Null until the bill source has spoken; before its first day nothing is sealed. */
    private LocalDate sealedThrough;

    private LocalDate lastClosed;
    private long ordersMs = NOTHING_READ;

    public ChannelDays(Channel channel, BusinessDays days) {
        this.channel = channel;
        this.days = days;
    }

    /** Whether the bill source's watermark would be new. */
    public boolean isNewSeal(LocalDate through) {
        return sealedThrough == null || through.isAfter(sealedThrough);
    }

    /** Whether the bill source has spoken. */
    public boolean isStarted() {
        return sealedThrough != null;
    }

    /** All days up to this one are sealed. */
    public void billsTo(LocalDate through) {
        sealedThrough = through;
        close();
    }

    /** The orders are read up to and with this millisecond. */
    public void ordersTo(long watermarkMs) {
        ordersMs = watermarkMs;
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

    /** The orders' watermark, epoch milliseconds. */
    public long ordersMs() {
        return ordersMs;
    }

    /** The last closed day; null before the first. */
    public LocalDate lastClosed() {
        return lastClosed;
    }

    /** Whether the watermarks are at least where they were when the last day closed. */
    public boolean isUpToDate() {
        return lastClosed == null || isRead(lastClosed);
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
        copy.lastClosed = lastClosed;
        copy.ordersMs = ordersMs;
        return copy;
    }

    /**
     * What is remembered by whoever goes on in place of several: what all of them know. The orders'
     * watermark is forgotten.
     */
    public static ChannelDays restored(Iterable<ChannelDays> formers) {
        ChannelDays least = null;
        for (ChannelDays former : formers) {
            if (least == null) {
                least = former.copy();
            }
            least.sealedThrough = earlier(least.sealedThrough, former.sealedThrough);
            least.lastClosed = earlier(least.lastClosed, former.lastClosed);
        }
        least.ordersMs = NOTHING_READ;
        return least;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        if (one == null || other == null) {
            return null;
        }
        return one.isBefore(other) ? one : other;
    }
}
