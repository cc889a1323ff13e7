package io.recon.local.status;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times are shown to people: in UTC, to the minute or the second. */
final class Times {
    private static final DateTimeFormatter DAY_AND_MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private static final int HOURS = 24;
    private static final int SIXTY = 60;

    private Times() {}

    /** A time with its day: {@code 2026-03-03 10:14}. */
    static String of(long epochMs) {
        return DAY_AND_MINUTE.format(utc(epochMs));
    }

    /** A time of the present day without it: {@code 10:14}. */
    static String since(long epochMs, long nowMs) {
        boolean isToday = utc(epochMs).toLocalDate().equals(utc(nowMs).toLocalDate());
        return isToday ? MINUTE.format(utc(epochMs)) : of(epochMs);
    }

    private static LocalDateTime utc(long epochMs) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMs), ZoneOffset.UTC);
    }

    /** A span by its two largest units: {@code 2 d 3 h}. */
    static String span(long milliseconds) {
        Duration span = Duration.ofMillis(milliseconds);
        if (span.toDays() > 0) {
            return span.toDays() + " d " + span.toHours() % HOURS + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutes() % SIXTY + " min";
        }
        return span.toMinutes() > 0
                ? span.toMinutes() + " min " + span.toSeconds() % SIXTY + " s"
                : span.toSeconds() + " s";
    }
}
