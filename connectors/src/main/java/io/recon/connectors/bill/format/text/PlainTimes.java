package io.recon.connectors.bill.format.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Reads times written {@code yyyy-MM-dd HH:mm:ss}, the way most bills do, in one zone. A local time
 * that a change to summer time skips or repeats is taken as {@link java.time.ZonedDateTime} does.
 * It remembers the day read last: most of a bill's lines are of one. Used by one thread.
 */
public final class PlainTimes {
    /** The pattern that is read. */
    public static final String PATTERN = "yyyy-MM-dd HH:mm:ss";

    private static final int LENGTH = PATTERN.length();

    private final ZoneId zone;
    private int cachedDate = -1;
    private LocalDay localDay;

    public PlainTimes(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The instant of a local time, epoch milliseconds.
     *
     * @throws DateTimeException if the text is no such time
     */
    public long parse(CharSequence text) {
        if (text.length() != LENGTH
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != ' '
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            throw refused(text);
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            throw refused(text);
        }
        goTo(year, month, day, text);
        return localDay.instant(hour, minute, second);
    }

    private void goTo(int year, int month, int day, CharSequence text) {
        int wanted = (year * 100 + month) * 100 + day;
        if (wanted == cachedDate) {
            return;
        }
        cachedDate = -1;
        try {
            localDay = new LocalDay(LocalDate.of(year, month, day), zone);
        } catch (DateTimeException e) {
            throw refused(text);
        }
        cachedDate = wanted;
    }

    private static int number(CharSequence text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw refused(text);
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    private static DateTimeException refused(CharSequence text) {
        String shown = text.length() > 40 ? text.subSequence(0, 40) + "…" : text.toString();
        return new DateTimeException("\"" + shown + "\" is no time like 2026-03-01 23:59:59");
    }
}
