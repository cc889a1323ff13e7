package io.recon.connectors.order;

import static io.recon.connectors.order.UnreadableOrderException.shown;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads points in time as change events write them: numbers of milliseconds, microseconds or
 * nanoseconds since the epoch, or ISO-8601 texts. All are UTC unless they state an offset; all give
 * epoch milliseconds, the rest cut off.
 */
final class OrderTimes {
    /** 0001-01-01T00:00Z: what lies before, business calendars do not count. */
    private static final long FIRST_MS = -62_135_596_800_000L;

    /** The last millisecond of the year 9999. */
    static final long LAST_MS = 253_402_300_799_999L;

    /** The least number of 15 digits: such a number counts microseconds. */
    private static final long FIRST_MICROSECONDS = 100_000_000_000_000L;

    private static final int MOST_DIGITS = 19;
    private static final long DAY_MS = 86_400_000L;

    private OrderTimes() {}

    /**
     * The time in a cell.
     *
     * @param column the column as reasons name it
     */
    static long milliseconds(Cells row, int slot, ColumnType type, String column)
            throws UnreadableOrderException {
        if (type.kind() == ColumnType.Kind.NO_INSTANT) {
            throw new UnreadableOrderException(
                    column
                            + " is by its schema a date, a time of day or a duration;"
                            + " it must be a point in time");
        }
        Cells.Kind kind = row.kind(slot);
        long result;
        if (kind == Cells.Kind.INTEGER || (kind == Cells.Kind.TEXT && isNumber(row.text(slot)))) {
            result = ofNumber(row.text(slot), type.kind(), column);
        } else if (kind == Cells.Kind.TEXT) {
            result = ofText(row.text(slot), column);
        } else {
            throw refused(column, row.describe(slot));
        }
        if (result < FIRST_MS || result > LAST_MS) {
            throw new UnreadableOrderException(
                    column
                            + " is "
                            + row.describe(slot)
                            + ", which lies outside the years 1 to 9999");
        }
        return result;
    }

    private static UnreadableOrderException refused(String column, String value) {
        return new UnreadableOrderException(
                column
                        + " is "
                        + value
                        + "; it must be epoch milliseconds or microseconds, or ISO-8601 with a"
                        + " date and a time");
    }

    private static boolean isNumber(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        for (int i = first; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return text.length() > first;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static long ofNumber(String text, ColumnType.Kind type, String column)
            throws UnreadableOrderException {
        long number;
        try {
            if (text.length() > MOST_DIGITS + 1) {
                throw refused(column, shown(text));
            }
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refused(column, shown(text));
        }
        return switch (type) {
            case MILLISECONDS -> number;
            case MICROSECONDS -> Math.floorDiv(number, 1_000);
            case NANOSECONDS -> Math.floorDiv(number, 1_000_000);
            case PLAIN, DECIMAL, DECIMAL_WITHOUT_SCALE, NO_INSTANT ->
                    number >= FIRST_MICROSECONDS || number <= -FIRST_MICROSECONDS
                            ? Math.floorDiv(number, 1_000)
                            : number;
        };
    }

    /**
     * Reads {@code yyyy-MM-ddTHH:mm[:ss[.fraction]][offset]}; a blank may stand for the T. By hand,
     * since a formatter takes as long as the rest of an event.
     */
    private static long ofText(String text, String column) throws UnreadableOrderException {
        int length = text.length();
        if (length < 16
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || !isDateTimeSeparator(text.charAt(10))
                || text.charAt(13) != ':') {
            throw refused(column, shown(text));
        }
        int hour = digits(text, 11, 2, 23);
        int minute = digits(text, 14, 2, 59);
        int second = 0;
        int milli = 0;
        int at = 16;
        if (at < length && text.charAt(at) == ':') {
            second = digits(text, at + 1, 2, 59);
            at += 3;
            if (at < length && text.charAt(at) == '.') {
                int end = at + 1;
                while (end < length && isDigit(text.charAt(end))) {
                    end++;
                }
                milli = milliseconds(text, at + 1, end);
                at = end;
            }
        }
        int offsetSeconds = at <= length ? offsetSeconds(text, at) : NONE;
        int year = digits(text, 0, 4, 9999);
        int month = digits(text, 5, 2, 12);
        int day = digits(text, 8, 2, 31);
        if ((hour | minute | second | milli | year | month | day) < 0 || offsetSeconds == NONE) {
            throw refused(column, shown(text));
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            long seconds = (hour * 60L + minute) * 60 + second - offsetSeconds;
            return days * DAY_MS + seconds * 1_000 + milli;
        } catch (DateTimeException e) {
            throw refused(column, shown(text));
        }
    }

    private static final int NONE = Integer.MIN_VALUE;

    private static boolean isDateTimeSeparator(char c) {
        return c == 'T' || c == 't' || c == ' ';
    }

    /** The number of {@code count} digits at a place, or -1 if there is none up to a bound. */
    private static int digits(String text, int at, int count, int most) {
        if (at + count > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = at; i < at + count; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number <= most ? number : -1;
    }

    /** The first three digits of a fraction of a second, or -1 if it has none or more than 9. */
    private static int milliseconds(String text, int from, int to) {
        if (from == to || to - from > 9) {
            return -1;
        }
        int milli = 0;
        for (int i = from; i < from + 3; i++) {
            milli = milli * 10 + (i < to ? text.charAt(i) - '0' : 0);
        }
        return milli;
    }

    /** The offset that ends a text: none, Z, +08, +0800 or +08:00, optionally with seconds. */
    private static int offsetSeconds(String text, int from) {
        int length = text.length();
        if (from == length) {
            return 0;
        }
        char sign = text.charAt(from);
        if (sign == 'Z' || sign == 'z') {
            return from + 1 == length ? 0 : NONE;
        }
        if (sign != '+' && sign != '-') {
            return NONE;
        }
        int hours = digits(text, from + 1, 2, 18);
        int at = from + 3;
        boolean isColon = at < length && text.charAt(at) == ':';
        int minutes = 0;
        int seconds = 0;
        if (at < length) {
            at += isColon ? 1 : 0;
            minutes = digits(text, at, 2, 59);
            at += 2;
        }
        if (isColon && at < length && text.charAt(at) == ':') {
            seconds = digits(text, at + 1, 2, 59);
            at += 3;
        }
        if (at != length || (hours | minutes | seconds) < 0) {
            return NONE;
        }
        int total = (hours * 60 + minutes) * 60 + seconds;
        if (total > 18 * 3_600) {
            return NONE;
        }
        return sign == '-' ? -total : total;
    }
}
