package io.recon.local.workload;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A channel's business days, worked out from the local time alone. Instants are epoch milliseconds.
 *
 * @param cutOff the local time at which a day begins; from noon on, the evening before
 * @param windowMinutes how long before a day's end a lone side is carried over
 * @param firstDay the configured first day, or null: the oldest directory's
 */
public record DayRules(ZoneId zone, LocalTime cutOff, int windowMinutes, LocalDate firstDay) {
    public DayRules {
        requireNonNull(zone, "zone");
        requireNonNull(cutOff, "cutOff");
    }

    private boolean beginsOnTheEveningBefore() {
        return cutOff.getHour() >= 12;
    }

    /** The business day of an instant. */
    public LocalDate dayOf(long timeMs) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(timeMs), zone);
        boolean pastTheCut = !local.toLocalTime().isBefore(cutOff);
        if (beginsOnTheEveningBefore()) {
            return pastTheCut ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        }
        return pastTheCut ? local.toLocalDate() : local.toLocalDate().minusDays(1);
    }

    /** The first instant of a business day. */
    public long startOf(LocalDate day) {
        LocalDate calendarDay = beginsOnTheEveningBefore() ? day.minusDays(1) : day;
        return calendarDay.atTime(cutOff).atZone(zone).toInstant().toEpochMilli();
    }

    /** The first instant after a business day. */
    public long endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    /** Whether an instant is so late in a day, or after it, that the next day is waited for. */
    public boolean isCarriedOver(long timeMs, LocalDate day) {
        return timeMs > endOf(day) - windowMinutes * 60_000L;
    }

    /** What a bill that writes whole seconds (or milliseconds) of local time says of an instant. */
    long asWritten(long timeMs, boolean milliseconds) {
        long kept = milliseconds ? timeMs : Math.floorDiv(timeMs, 1000L) * 1000L;
        return local(kept).atZone(zone).toInstant().toEpochMilli();
    }

    LocalDateTime local(long timeMs) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(timeMs), zone);
    }
}
