package io.recon.local.output;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Builds rows of a large CSV file without making a string of each cell; for the files that have as
 * many rows as there are transactions. RFC 4180, lines end with {@code \n}.
 */
public final class CsvText {
    private static final long DAY_MS = 86_400_000;
    private static final int FIRST_CHARS = 512;

    /** Years beyond these are written by the JDK, whose form for them has a sign. */
    private static final long LEAST_MS = -62_135_596_800_000L;

    private static final long MOST_MS = 253_402_300_799_999L;

    private final StringBuilder row = new StringBuilder(FIRST_CHARS);
    private boolean atStart = true;
    private long memorizedDay = Long.MIN_VALUE;
    private String memorizedDate = "";

    private void begin() {
        if (atStart) {
            atStart = false;
        } else {
            row.append(',');
        }
    }

    /** An absent cell. */
    public CsvText empty() {
        begin();
        return this;
    }

    /** A text; quoted where it must be. Null is absent. */
    public CsvText text(String cell) {
        begin();
        if (cell == null) {
            return this;
        }
        boolean quoted = false;
        for (int i = 0; i < cell.length() && !quoted; i++) {
            char c = cell.charAt(i);
            quoted = c == ',' || c == '"' || c == '\n' || c == '\r';
        }
        if (quoted) {
            row.append('"').append(cell.replace("\"", "\"\"")).append('"');
        } else {
            row.append(cell);
        }
        return this;
    }

    public CsvText number(long cell) {
        begin();
        row.append(cell);
        return this;
    }

    /** A day, given as epoch day: {@code 2026-03-01}. */
    public CsvText day(int epochDay) {
        begin();
        row.append(date(epochDay));
        return this;
    }

    /** An instant, given as epoch milliseconds: {@code 2026-03-01T10:00:00Z}, as the JDK has it. */
    public CsvText instant(long epochMs) {
        begin();
        if (epochMs < LEAST_MS || epochMs > MOST_MS) {
            row.append(java.time.Instant.ofEpochMilli(epochMs));
            return this;
        }
        int ofDayMs = (int) Math.floorMod(epochMs, DAY_MS);
        row.append(date(Math.floorDiv(epochMs, DAY_MS))).append('T');
        int seconds = ofDayMs / 1_000;
        twoDigits(seconds / 3_600).append(':');
        twoDigits(seconds / 60 % 60).append(':');
        twoDigits(seconds % 60);
        int millis = ofDayMs % 1_000;
        if (millis != 0) {
            row.append('.').append((char) ('0' + millis / 100));
            twoDigits(millis % 100);
        }
        row.append('Z');
        return this;
    }

    private StringBuilder twoDigits(int number) {
        return row.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private String date(long epochDay) {
        if (epochDay != memorizedDay) {
            memorizedDate = LocalDate.ofEpochDay(epochDay).toString();
            memorizedDay = epochDay;
        }
        return memorizedDate;
    }

    /** Ends the row and writes it. */
    public void endRow(Writer writer) throws IOException {
        row.append('\n');
        writer.append(row);
        restart();
    }

    /** Ends the row and gives it as it would be written, in UTF-8. */
    public byte[] endRow() {
        byte[] written = row.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        restart();
        return written;
    }

    private void restart() {
        row.setLength(0);
        atStart = true;
    }
}
