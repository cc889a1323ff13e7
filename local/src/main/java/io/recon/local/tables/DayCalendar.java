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
 * the engine's own clock would repeat its mistakes.
 */
final class DayCalendar {
    private static final DateTimeFormatter TO_THE_MILLISECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

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
     * Rows of the channel, a day, its first instant, the first instant after it, the instant after
     * which a lone side may be carried over, and the epoch millisecond before which whatever was
     * made came before the day's retention was over. Literals alone: of anything else each row
     * would become a step of its own in the plan.
     */
    String rows(LocalDate from, LocalDate to) {
        StringJoiner rows = new StringJoiner(",\n    ");
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Instant end = start(day.plusDays(1));
            int retention = channel.policy().retentionDays();
            rows.add(
                    String.format(
                            Locale.ROOT,
                            "('%s', DATE '%s', '%s', '%s', '%s', %d)",
                            channel.name(),
                            day,
                            text(start(day)),
                            text(end),
                            text(end.minusMillis(channel.policy().dayCutWindowMs())),
                            start(day.plusDays(retention + 2L)).toEpochMilli()));
        }
        return rows.toString();
    }

    private static String text(Instant instant) {
        return TO_THE_MILLISECOND.format(instant);
    }
}
