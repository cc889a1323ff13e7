package io.recon.connectors.bill.format.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Reads times whose parts stand at fixed places, the way most bills write them: {@code yyyy-MM-dd
 * HH:mm:ss}, or another pattern of these six parts. They are of one zone; a local time that a
 * change to summer time skips or repeats is taken as {@link java.time.ZonedDateTime} does. It
 * remembers the day read last: most of a bill's lines are of one. Used by one thread.
 */
public final class PlainTimes {
    /** The pattern that is read unless another is given. */
    public static final String PATTERN = "yyyy-MM-dd HH:mm:ss";

    private static final String[] PARTS = {"yyyy", "MM", "dd", "HH", "mm", "ss"};
    private static final String SEPARATORS = " -/.:,_";

    private final ZoneId zone;
    private final String pattern;

    /** Where each of the parts begins. */
    private final int[] starts = new int[PARTS.length];

    /** Where the separators stand. */
    private final int[] separators;

    private int cachedDate = -1;
    private LocalDay localDay;

    public PlainTimes(ZoneId zone) {
        this(zone, PATTERN);
    }

    /**
     * @throws IllegalArgumentException if the pattern is none of those that are {@link #reads read}
     */
    public PlainTimes(ZoneId zone, String pattern) {
        if (!reads(pattern)) {
            throw new IllegalArgumentException("\"" + pattern + "\" is no pattern like " + PATTERN);
        }
        this.zone = zone;
        this.pattern = pattern;
        Arrays.setAll(starts, part -> pattern.indexOf(PARTS[part]));
        this.separators =
                IntStream.range(0, pattern.length())
                        .filter(at -> SEPARATORS.indexOf(pattern.charAt(at)) >= 0)
                        .toArray();
    }

    /** Whether a pattern has each of the six parts once, and but separators besides. */
    public static boolean reads(String pattern) {
        String rest = pattern;
        for (String part : PARTS) {
            int at = rest.indexOf(part);
            if (at < 0) {
                return false;
            }
            // A blank keeps what stands on both sides apart.
            rest = rest.substring(0, at) + ' ' + rest.substring(at + part.length());
        }
        return rest.chars().allMatch(c -> SEPARATORS.indexOf(c) >= 0);
    }

    /**
     * The instant of a local time, epoch milliseconds.
     *
     * @throws DateTimeException if the text is no such time
     */
    public long parse(CharSequence text) {
        if (text.length() != pattern.length()) {
            throw refused(text);
        }
        for (int at : separators) {
            if (text.charAt(at) != pattern.charAt(at)) {
                throw refused(text);
            }
        }
        int year = number(text, starts[0], 4);
        int month = number(text, starts[1], 2);
        int day = number(text, starts[2], 2);
        int hour = number(text, starts[3], 2);
        int minute = number(text, starts[4], 2);
        int second = number(text, starts[5], 2);
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

    private int number(CharSequence text, int from, int digits) {
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

    private DateTimeException refused(CharSequence text) {
        String shown = text.length() > 40 ? text.subSequence(0, 40) + "…" : text.toString();
        return new DateTimeException("\"" + shown + "\" is no time like " + example());
    }

    private String example() {
        return pattern.replace("yyyy", "2026")
                .replace("MM", "03")
                .replace("dd", "01")
                .replace("HH", "23")
                .replace("mm", "59")
                .replace("ss", "59");
    }
}
