package io.recon.connectors.bill.format.text;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * Turns the local times of one day in one zone into instants, fast on a day without a change to or
 * from summer time. A local time that such a change skips or repeats is taken as {@link
 * java.time.ZonedDateTime} does.
 */
public final class LocalDay {
    private static final int MS_PER_SECOND = 1_000;

    private final LocalDate date;
    private final ZoneId zone;
    private final boolean oneOffset;
    private final long midnightMs;

    public LocalDay(LocalDate date, ZoneId zone) {
        this.date = date;
        this.zone = zone;
        ZoneRules rules = zone.getRules();
        LocalDateTime midnight = date.atStartOfDay();
        LocalDateTime nextMidnight = date.plusDays(1).atStartOfDay();
        oneOffset =
                rules.getValidOffsets(midnight).size() == 1
                        && rules.getValidOffsets(nextMidnight).size() == 1
                        && rules.getOffset(midnight).equals(rules.getOffset(nextMidnight))
                        && !hasTransition(rules, midnight, nextMidnight);
        midnightMs = midnight.atZone(zone).toInstant().toEpochMilli();
    }

    private boolean hasTransition(ZoneRules rules, LocalDateTime from, LocalDateTime to) {
        var next = rules.nextTransition(from.atZone(zone).toInstant());
        return next != null && next.getInstant().isBefore(to.atZone(zone).toInstant());
    }

    /**
     * The instant of a time of the day, epoch milliseconds.
     *
     * @throws java.time.DateTimeException if there is no such time
     */
    public long instant(int hour, int minute, int second) {
        if (oneOffset && hour <= 23 && minute <= 59 && second <= 59) {
            return midnightMs + ((hour * 60L + minute) * 60 + second) * MS_PER_SECOND;
        }
        return LocalDateTime.of(date, LocalTime.of(hour, minute, second))
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }
}
