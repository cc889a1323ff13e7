package io.recon.connectors.bill.format.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of one CSV record (RFC 4180). They are views of the record's characters and are valid
 * until those change; a cell's spaces and tabs at both ends are no part of it, inside quotes too.
 * One object serves all records of a file, so that a cell that nobody asks for costs nothing.
 */
public final class CsvCells {
    /** The quote of a text that has none. */
    public static final int NO_QUOTE = -1;

    /** What came of cutting a record. */
    public enum Cut {
        /** The record is whole. */
        WHOLE,
        /** A quoted value does not end: the record may go on in the next line. */
        OPEN,
        /** Something stands behind a closing quote: quotes are not meant as such here. */
        BROKEN
    }

    private final char delimiter;
    private final int quote;
    private final View view = new View();

    private char[] text = new char[0];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private boolean[] doubled = new boolean[32];
    private int count;

    public CsvCells(char delimiter, int quote) {
        this.delimiter = delimiter;
        this.quote = quote;
    }

    /** Cuts a record; its cells are complete only if it is {@link Cut#WHOLE}. */
    public Cut cut(char[] record, int length) {
        text = record;
        count = 0;
        int at = 0;
        while (true) {
            int first = at;
            if (quote >= 0) {
                while (first < length && isBlank(record[first])) {
                    first++;
                }
            }
            if (quote >= 0 && first < length && record[first] == quote) {
                at = quoted(first + 1, length);
                if (at < 0) {
                    return at == -1 ? Cut.OPEN : Cut.BROKEN;
                }
            } else {
                int from = at;
                while (at < length && record[at] != delimiter) {
                    at++;
                }
                add(from, at, false);
            }
            if (at >= length) {
                return Cut.WHOLE;
            }
            at++;
        }
    }

    /** Cuts a record at every delimiter: quotes are characters like others. */
    public void cutPlain(char[] record, int length) {
        text = record;
        count = 0;
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (record[at] == delimiter) {
                add(from, at, false);
                from = at + 1;
            }
        }
        add(from, length, false);
    }

    /** Where the delimiter behind a quoted cell stands, -1 if it does not end, -2 if not well. */
    private int quoted(int from, int length) {
        boolean hasDoubled = false;
        int at = from;
        while (true) {
            while (at < length && text[at] != quote) {
                at++;
            }
            if (at >= length) {
                return -1;
            }
            if (at + 1 < length && text[at + 1] == quote) {
                hasDoubled = true;
                at += 2;
                continue;
            }
            int close = at++;
            while (at < length && isBlank(text[at])) {
                at++;
            }
            if (at < length && text[at] != delimiter) {
                return -2;
            }
            add(from, close, hasDoubled);
            return at;
        }
    }

    private boolean isBlank(char c) {
        return (c == ' ' || c == '\t') && c != delimiter;
    }

    private void add(int from, int to, boolean hasDoubled) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            doubled = Arrays.copyOf(doubled, count * 2);
        }
        int first = from;
        int last = to;
        while (first < last && isTrimmed(text[first])) {
            first++;
        }
        while (first < last && isTrimmed(text[last - 1])) {
            last--;
        }
        starts[count] = first;
        ends[count] = last;
        doubled[count] = hasDoubled;
        count++;
    }

    private static boolean isTrimmed(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    public int count() {
        return count;
    }

    /**
     * Makes one cell of so many: for a text whose delimiters were left bare.
     *
     * @param cell the first of them
     * @param surplus how many cells behind it belong to it
     */
    public void join(int cell, int surplus) {
        ends[cell] = Math.max(starts[cell], ends[cell + surplus]);
        doubled[cell] = false;
        for (int i = cell + 1; i + surplus < count; i++) {
            starts[i] = starts[i + surplus];
            ends[i] = ends[i + surplus];
            doubled[i] = doubled[i + surplus];
        }
        count -= surplus;
    }

    public boolean isEmpty(int cell) {
        return starts[cell] == ends[cell];
    }

    /** Whether a cell is exactly this text. */
    public boolean is(int cell, String expected) {
        if (doubled[cell]) {
            return get(cell).equals(expected);
        }
        int length = ends[cell] - starts[cell];
        if (length != expected.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[starts[cell] + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A cell's text. */
    public String get(int cell) {
        String value = new String(text, starts[cell], ends[cell] - starts[cell]);
        if (!doubled[cell]) {
            return value;
        }
        String one = Character.toString(quote);
        return value.replace(one + one, one);
    }

    /** A cell without a copy of its text: valid until another one is asked for. */
    public CharSequence view(int cell) {
        if (doubled[cell]) {
            return get(cell);
        }
        view.start = starts[cell];
        view.length = ends[cell] - starts[cell];
        return view;
    }

    /** All cells' texts. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(get(i));
        }
        return texts;
    }

    private final class View implements CharSequence {
        private int start;
        private int length;

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            if (index < 0 || index >= length) {
                throw new IndexOutOfBoundsException(index);
            }
            return text[start + index];
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return toString().substring(from, to);
        }

        @Override
        public String toString() {
            return new String(text, start, length);
        }
    }
}
