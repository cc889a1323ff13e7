package io.recon.connectors.order;

import io.recon.model.order.SourceVersion;

/**
 * Reads an event's place in its database's log: {@code source.lsn}, or {@code source.file}, {@code
 * pos} and {@code row}; an event without either has only its time. A place that stands there but
 * cannot be read is an error: the time in its stead might order versions wrongly.
 */
final class SourcePositions {
    /** Of the digits that end a log file's name these count; any more belong to the stem. */
    private static final int MOST_FILE_DIGITS = 18;

    /** The log of the last event, which is most often the next one's too. */
    private String knownName;

    private String knownFile;
    private long knownScope;
    private long knownNumber;

    /** The version that the cells of {@code source} give. */
    SourceVersion version(Cells source) throws UnreadableOrderException {
        long timestampMs = timestampMs(source, EventReader.TS_MS, "source.ts_ms");
        String name = text(source, EventReader.NAME, "source.name");
        if (stands(source, EventReader.LSN)) {
            long lsn = number(source, EventReader.LSN, "source.lsn", Long.MAX_VALUE);
            findLog(name, null);
            return new SourceVersion(SourceVersion.Kind.LSN, knownScope, lsn, 0, 0, timestampMs);
        }
        String file = text(source, EventReader.FILE, "source.file");
        if (file.isEmpty() || !stands(source, EventReader.POS)) {
            return SourceVersion.ofTime(timestampMs);
        }
        long position = number(source, EventReader.POS, "source.pos", Long.MAX_VALUE);
        int row =
                stands(source, EventReader.ROW)
                        ? (int) number(source, EventReader.ROW, "source.row", Integer.MAX_VALUE)
                        : 0;
        findLog(name, file);
        return new SourceVersion(
                SourceVersion.Kind.LOG_FILE, knownScope, knownNumber, position, row, timestampMs);
    }

    /** A time that only a machine writes: whole epoch milliseconds, not before 1970. */
    static long timestampMs(Cells cells, int slot, String field) throws UnreadableOrderException {
        if (!stands(cells, slot)) {
            throw new UnreadableOrderException(
                    field + " is " + cells.describe(slot) + "; it must be epoch milliseconds");
        }
        return number(cells, slot, field, OrderTimes.LAST_MS);
    }

    private static boolean stands(Cells cells, int slot) {
        return cells.kind(slot) != Cells.Kind.ABSENT && cells.kind(slot) != Cells.Kind.NULL;
    }

    private static String text(Cells source, int slot, String field)
            throws UnreadableOrderException {
        if (!stands(source, slot)) {
            return "";
        }
        if (source.kind(slot) != Cells.Kind.TEXT) {
            throw new UnreadableOrderException(
                    field + " is " + source.describe(slot) + "; it must be a text");
        }
        return source.text(slot);
    }

    private static long number(Cells cells, int slot, String field, long most)
            throws UnreadableOrderException {
        Cells.Kind kind = cells.kind(slot);
        long number = -1;
        if (kind == Cells.Kind.INTEGER || kind == Cells.Kind.TEXT) {
            try {
                number = Long.parseLong(cells.text(slot));
            } catch (NumberFormatException e) {
                number = -1;
            }
        }
        if (number < 0 || number > most) {
            throw new UnreadableOrderException(
                    field
                            + " is "
                            + cells.describe(slot)
                            + "; it must be a whole number from 0 to "
                            + most);
        }
        return number;
    }

    /**
     * Finds the log's scope and the file's number.
     *
     * @param file the log file's name; null for a log that is no file
     */
    private void findLog(String name, String file) {
        if (name.equals(knownName) && (file == null ? knownFile == null : file.equals(knownFile))) {
            return;
        }
        knownName = name;
        knownFile = file;
        if (file == null) {
            knownNumber = 0;
            knownScope = SourceVersion.scopeOf(name, "");
            return;
        }
        int digits = file.length();
        while (digits > 0
                && file.length() - digits < MOST_FILE_DIGITS
                && isDigit(file.charAt(digits - 1))) {
            digits--;
        }
        knownNumber = digits == file.length() ? 0 : Long.parseLong(file, digits, file.length(), 10);
        knownScope = SourceVersion.scopeOf(name, file.substring(0, digits));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
