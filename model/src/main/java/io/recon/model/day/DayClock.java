package io.recon.model.day;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The arithmetic of one channel's business days. Instants are epoch milliseconds, days are epoch
 * days ({@link LocalDate#toEpochDay()}).
 *
 * <p>Business day D begins at the cut-off: at that time on D itself if the cut-off is before noon,
 * on the evening of D-1 if it is noon or later (UnionPay's day begins at 23:00 of the day before).
 * It ends where D+1 begins. A local time that a change to summer time skips or repeats is taken as
 * {@link java.time.ZonedDateTime} does: moved forward out of a gap, at the earlier offset in an
 * overlap.
 *
 * <p>Every instant has a day: instants more than two thousand million days before or after 1970 all
 * belong to the first or the last one, since times come from outside and may be any number. A day
 * that a zone leaves out, as Samoa did on 2011-12-30, is empty: it begins where it ends, and closes
 * together with the day before.
 *
 * <p>Immutable but for a memory of the day looked at last, which makes it unfit for sharing between
 * threads.
 */
public final class DayClock {
    private static final LocalTime NOON = LocalTime.NOON;

    private static final long MOST_DAYS = 2_000_000_000L;
    private static final long MOST_MS = MOST_DAYS * 86_400_000L;

    private final ZoneId zone;
    private final LocalTime cutOff;
    private final int cutOffDayShift;

    private int cachedDay;
    private long cachedStartMs;

    /** 0 until a day was looked at. No instant is in an empty day, so none is remembered. */
    private long cachedLengthMs;

    public DayClock(ZoneId zone, LocalTime cutOff) {
        this.zone = requireNonNull(zone, "zone");
        this.cutOff = requireNonNull(cutOff, "cutOff");
        this.cutOffDayShift = cutOff.isBefore(NOON) ? 0 : -1;
    }

    /** The business day to which an instant belongs. */
    public int dayOf(long instantMs) {
        // Unsigned, an instant before the start is further than any day is long.
        if (Long.compareUnsigned(instantMs - cachedStartMs, cachedLengthMs) < 0) {
            return cachedDay;
        }
        long nearMs = Math.max(-MOST_MS, Math.min(MOST_MS, instantMs));
        // The eve's eve: the day before may begin late, since a zone may leave it out.
        int day = (int) Instant.ofEpochMilli(nearMs).atZone(zone).toLocalDate().toEpochDay() - 2;
        long startMs = startOf(day);
        long endMs = startOf(day + 1);
        while (endMs <= nearMs) {
            day++;
            startMs = endMs;
            endMs = startOf(day + 1);
        }
        cachedDay = day;
        cachedStartMs = startMs;
        cachedLengthMs = endMs - startMs;
        return day;
    }

    /** The first instant of a business day. */
    public long startOf(int day) {
        return LocalDate.ofEpochDay((long) day + cutOffDayShift)
                .atTime(cutOff)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    /** The first instant after a business day, at which the next one begins. */
    public long endOf(int day) {
        if (day == cachedDay && cachedLengthMs > 0) {
            return cachedStartMs + cachedLengthMs;
        }
        return startOf(day + 1);
    }

    /**
     * The watermark that says that a day is over: its last millisecond. A bill source emits it when
     * it seals the day, and the timer of everything that waits for the day's close stands there.
     */
    public long closingWatermarkOf(int day) {
        return endOf(day) - 1;
    }

    /**
     * The last day that is wholly over at a watermark: the newest whose closing watermark it is.
     * {@link Horizon#NONE} at the watermark before any ({@link Long#MIN_VALUE}).
     */
    public int closedThrough(long watermarkMs) {
        if (watermarkMs == Long.MIN_VALUE) {
            return Horizon.NONE;
        }
        return dayOf(Math.min(watermarkMs, Long.MAX_VALUE - 1) + 1) - 1;
    }
}
