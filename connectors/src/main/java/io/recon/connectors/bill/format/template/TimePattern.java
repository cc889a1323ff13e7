package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.text.PlainTimes;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** A pattern of times, read strictly: 31 February and 25:00 are errors. */
final class TimePattern {
    private static final ZonedDateTime SAMPLE =
            ZonedDateTime.of(2026, 11, 23, 22, 58, 59, 0, ZoneOffset.UTC);
    private static final String LETTERS_OF_TIME = "HhKkmsSnNAaB";

    private final String text;
    private final DateTimeFormatter formatter;

    /**
     * @throws IllegalArgumentException if it is no pattern, or none of a whole date
     */
    TimePattern(String text) {
        this.text = text;
        String letters = lettersOf(text);
        // Years of an era are no whole date in a strict reading; nobody means them.
        boolean hasEra = letters.indexOf('G') >= 0;
        this.formatter =
                new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(hasEra ? text : withPlainYears(text))
                        .toFormatter(Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT);
        checkWhole(letters);
    }

    private void checkWhole(String letters) {
        TemporalAccessor parsed;
        try {
            parsed = formatter.parse(formatter.format(SAMPLE));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" cannot be read back", e);
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (!SAMPLE.toLocalDate().equals(date)) {
            throw new IllegalArgumentException("\"" + text + "\" does not say a whole date");
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        boolean hasTime = letters.chars().anyMatch(c -> LETTERS_OF_TIME.indexOf(c) >= 0);
        if (hasTime && (time == null || time.getHour() != SAMPLE.getHour())) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" does not say a whole time of day (HH is 0 to 23)");
        }
    }

    private static String lettersOf(String text) {
        StringBuilder letters = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static String withPlainYears(String text) {
        StringBuilder plain = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            }
            plain.append(c == 'y' && !quoted ? 'u' : c);
        }
        return plain.toString();
    }

    /** A reader of times in a zone, for one thread. */
    Reader in(ZoneId zone) {
        if (PlainTimes.reads(text)) {
            return new PlainTimes(zone, text)::parse;
        }
        return cell -> {
            TemporalAccessor parsed = formatter.parse(cell);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneId named = parsed.query(TemporalQueries.zone());
            return LocalDate.from(parsed)
                    .atTime(time == null ? LocalTime.MIDNIGHT : time)
                    .atZone(named == null ? zone : named)
                    .toInstant()
                    .toEpochMilli();
        };
    }

    /** Reads times of one pattern in one zone. */
    interface Reader {
        /**
         * The instant, epoch milliseconds.
         *
         * @throws DateTimeException if the text is no such time
         */
        long parse(CharSequence text);
    }

    @Override
    public String toString() {
        return text;
    }
}
