package io.recon.connectors.bill.format.text;

import io.recon.connectors.bill.format.UnreadableBillException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;

/**
 * The CSV records of a text, each with the number of its first line. A quoted value may hold line
 * ends; but a quote that is never closed, or that is closed only by the stray quote of a later
 * record, swallows nothing: its line is then read by itself with quotes as plain characters. Blank
 * lines are no records.
 */
public final class CsvRecords {
    private static final int MOST_LINES_OF_A_RECORD = 1_000;
    private static final int MOST_CHARS_PER_LINE_BYTE = 4;

    private final BoundedLines lines;
    private final CsvCells cells;
    private final char delimiter;
    private final int quote;
    private final int mostChars;

    /** Lines that were read in search of a closing quote. */
    private final ArrayDeque<Ahead> ahead = new ArrayDeque<>();

    private int columns;
    private char[] record;
    private int length;
    private long number;

    private record Ahead(long number, String text) {}

    /**
     * @param quote the quote, or {@link CsvCells#NO_QUOTE}
     * @param lineBytes how long a line may be; a record may be some times as long
     */
    public CsvRecords(BoundedLines lines, char delimiter, int quote, int lineBytes) {
        this.lines = lines;
        this.delimiter = delimiter;
        this.quote = quote;
        this.cells = new CsvCells(delimiter, quote);
        this.mostChars = (int) Math.min((long) lineBytes * MOST_CHARS_PER_LINE_BYTE, 1 << 28);
    }

    /** Says how many cells a record should have: that tells a stray quote from a long value. */
    public void expectColumns(int count) {
        columns = count;
    }

    /** Goes to the next record; false at the end of the text. */
    public boolean next() throws UnreadableBillException, IOException {
        do {
            if (!nextLine()) {
                return false;
            }
        } while (isBlank());
        CsvCells.Cut cut = cells.cut(record, length);
        if (cut == CsvCells.Cut.OPEN && !isContinued()) {
            cells.cutPlain(record, length);
        }
        return true;
    }

    /** The present record's cells, valid until the next. */
    public CsvCells cells() {
        return cells;
    }

    /** The number of the present record's first line. */
    public long line() {
        return number;
    }

    /** The present record as it stands. */
    public String text() {
        return new String(record, 0, length);
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (record[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    private boolean nextLine() throws UnreadableBillException, IOException {
        Ahead next = ahead.poll();
        if (next != null) {
            record = next.text().toCharArray();
            length = record.length;
            number = next.number();
            return true;
        }
        if (!lines.next()) {
            return false;
        }
        record = lines.chars();
        length = lines.length();
        number = lines.number();
        return true;
    }

    /** Adds the lines of a value that goes on behind this one, if it ends well. */
    private boolean isContinued() throws UnreadableBillException, IOException {
        // The lines' own characters change when more are read.
        record = Arrays.copyOf(record, length);
        boolean firstIsFull = isFull(record, length);
        int openCell = cells.count();
        StringBuilder whole = new StringBuilder().append(record, 0, length);
        Iterator<Ahead> known = ahead.iterator();
        for (int taken = 1; taken <= MOST_LINES_OF_A_RECORD; taken++) {
            Ahead line = known.hasNext() ? known.next() : readAhead();
            if (line == null || whole.length() + line.text().length() >= mostChars) {
                return false;
            }
            whole.append('\n').append(line.text());
            boolean full = isFull(line.text().toCharArray(), line.text().length());
            if (full && (firstIsFull || !closes(line.text()))) {
                return false;
            }
            if (closes(line.text())) {
                char[] characters = whole.toString().toCharArray();
                CsvCells.Cut cut = cells.cut(characters, characters.length);
                // A value's own delimiters can make its last line look like a record; then the
                // cells of both together must be as many as a record has.
                boolean fits = !full || openCell == 0 || cells.count() == columns;
                if (cut == CsvCells.Cut.WHOLE && fits) {
                    record = characters;
                    length = characters.length;
                    drop(taken);
                    return true;
                }
                if (full
                        || cut == CsvCells.Cut.BROKEN
                        || (columns > 0 && cells.count() >= columns)) {
                    return false;
                }
            }
        }
        return false;
    }

    private Ahead readAhead() throws UnreadableBillException, IOException {
        if (!lines.next()) {
            return null;
        }
        Ahead line = new Ahead(lines.number(), lines.text());
        ahead.add(line);
        return line;
    }

    private void drop(int count) {
        for (int i = 0; i < count; i++) {
            ahead.remove();
        }
    }

    /** Whether a line could be a record by itself. */
    private boolean isFull(char[] line, int size) {
        if (columns < 2) {
            return false;
        }
        int found = 1;
        for (int i = 0; i < size; i++) {
            if (line[i] == delimiter) {
                found++;
            }
        }
        return found >= columns;
    }

    /** Whether an open quoted value ends in a line: at a quote that is not doubled. */
    private boolean closes(String line) {
        for (int at = line.indexOf(quote); at >= 0; at = line.indexOf(quote, at + 2)) {
            if (at + 1 >= line.length() || line.charAt(at + 1) != quote) {
                return true;
            }
        }
        return false;
    }
}
