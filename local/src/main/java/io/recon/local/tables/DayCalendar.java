package io.recon.local.tables;

import io.recon.job.config.ChannelConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * A channel's business days as rows for a question in SQL, worked out anew: a verifier that asks
 * the engine's own clock would repeat its mistakes. Rows are made of literals alone: of anything
 * else each row would become a step of its own in the plan.
 */
final class DayCalendar {
    private static final DateTimeFormatter TO_THE_MILLISECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    static final String SEPARATOR = ",\n    ";

    private final ChannelConfig channel;

    DayCalendar(ChannelConfig channel) {
        this.channel = channel;
    }

    /** When a day begins: from noon on a cut-off begins it on the evening before. */
    private Instant start(LocalDate day) {
        LocalTime cutOff = channel.day().cutOff();
        LocalDate date = cutOff.isBefore(LocalTime.NOON) ? day : day.minusDays(1);
        return date.atTime(cutOff).atZone(channel.day().zone()).toInstant();
    }

    /**
     * For each UTC date of which a business day has a part: the date, the day, its first instant,
     * the first instant after it, and the epoch millisecond before which whatever was made came
     * before the day's retention was over.
     */
    String dayParts(LocalDate from, LocalDate to) {
        int retention = channel.policy().retentionDays();
        StringJoiner rows = new StringJoiner(SEPARATOR);
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Instant start = start(day);
            Instant end = start(day.plusDays(1));
            long lateMs = start(day.plusDays(retention + 2L)).toEpochMilli();
            LocalDate date = utcDate(start);
            while (start.isBefore(end) && !date.isAfter(utcDate(end.minusMillis(1)))) {
                rows.add(
                        "('%s', '%s', DATE '%s', '%s', '%s', %d)"
                                .formatted(
                                        channel.name(), date, day, text(start), text(end), lateMs));
                date = date.plusDays(1);
            }
        }
        return rows.toString();
    }

    /** For each business day the instant behind which a lone side may be carried over. */
    String windows(LocalDate from, LocalDate to) {
        StringJoiner rows = new StringJoiner(SEPARATOR);
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Instant end = start(day.plusDays(1));
            rows.add(
                    "('%s', DATE '%s', '%s')"
                            .formatted(
                                    channel.name(),
                                    day,
                                    text(end.minusMillis(channel.policy().dayCutWindowMs()))));
        }
        return rows.toString();
    }

    private static LocalDate utcDate(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static String text(Instant instant) {
        return TO_THE_MILLISECOND.format(instant);
    }
}
