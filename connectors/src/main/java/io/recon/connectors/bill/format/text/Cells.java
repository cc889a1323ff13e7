package io.recon.connectors.bill.format.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of one record, as views of its characters: a cell that nobody asks for costs nothing.
 * They are valid until the next record is cut or the characters change. A cell's spaces and tabs at
 * both ends are no part of it. One object serves all records of a file.
 */
public abstract class Cells {
    private final View view = new View();
    private char[] text = new char[0];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int count;

    /** Begins a record. Its cells are views of these characters. */
    protected final void begin(char[] characters) {
        text = characters;
        count = 0;
    }

    /** Adds a cell. */
    protected final void add(int from, int to) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
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
        count++;
    }

    private static boolean isTrimmed(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    public final int count() {
        return count;
    }

    /**
     * Makes one cell of so many: for a text whose delimiters were left bare.
     *
     * @param cell the first of them
     * @param surplus how many cells behind it belong to it
     */
    public final void join(int cell, int surplus) {
        ends[cell] = Math.max(starts[cell], ends[cell + surplus]);
        for (int i = cell + 1; i + surplus < count; i++) {
            starts[i] = starts[i + surplus];
            ends[i] = ends[i + surplus];
        }
        count -= surplus;
    }

    public final boolean isEmpty(int cell) {
        return starts[cell] == ends[cell];
    }

    /** Whether a cell is exactly this text. */
    public final boolean is(int cell, String expected) {
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
    public final String get(int cell) {
        return new String(text, starts[cell], ends[cell] - starts[cell]);
    }

    /** A cell without a copy of its text: valid until another one is asked for. */
    public final CharSequence view(int cell) {
        view.start = starts[cell];
        view.length = ends[cell] - starts[cell];
        return view;
    }

    /** All cells' texts. */
    public final List<String> texts() {
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
