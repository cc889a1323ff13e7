package io.recon.connectors.bill.format.text;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The cells of CSV records (RFC 4180). A record without a quote is split where it stands; one with
 * a quote is read by commons-csv. A value is quoted only if its quote is its first character; its
 * spaces and tabs at both ends are no part of it, inside quotes too.
 */
public final class CsvCells extends Cells {
    /** The quote of a text that has none. */
    public static final int NO_QUOTE = -1;

    /** What came of cutting a record. */
    public enum Cut {
        /** The record is whole. */
        WHOLE,
        /** A quoted value does not end: the record may go on in the next line. */
        OPEN,
        /**
         * Something stands behind a closing quote, so that quotes are not meant as such here: the
         * cells are those of {@link #cutPlain}.
         */
        BROKEN
    }

    private final char delimiter;
    private final int quote;

    /** Null if there is no quote. */
    private final RecordParser parser;

    private char[] values = new char[0];

    public CsvCells(char delimiter, int quote) {
        this.delimiter = delimiter;
        this.quote = quote;
        this.parser = quote == NO_QUOTE ? null : new RecordParser(format(delimiter, (char) quote));
    }

    private static CSVFormat format(char delimiter, char quote) {
        // An open value is no error of the record: it may go on.
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setQuote(quote)
                .setLenientEof(true)
                .setTrailingData(false)
                .get();
    }

    /**
     * Cuts a record. Of one that is {@link Cut#OPEN} there are the cells before the open value, and
     * no others may be asked for.
     */
    public Cut cut(char[] record, int length) {
        boolean hasQuote = split(record, length);
        return hasQuote ? parse(record, length) : Cut.WHOLE;
    }

    /** Cuts a record that is one line: quotes that do not end well are characters like others. */
    public void cutLine(char[] record, int length) {
        if (cut(record, length) == Cut.OPEN) {
            cutPlain(record, length);
        }
    }

    /** Cuts a record at every delimiter: quotes are characters like others. */
    public void cutPlain(char[] record, int length) {
        split(record, length);
    }

    /** Splits a record at every delimiter, and says whether it has a quote. */
    private boolean split(char[] record, int length) {
        begin(record);
        boolean hasQuote = false;
        int from = 0;
        for (int at = 0; at < length; at++) {
            char c = record[at];
            if (c == delimiter) {
                add(from, at);
                from = at + 1;
            } else if (c == quote) {
                hasQuote = true;
            }
        }
        add(from, length);
        return hasQuote;
    }

    private Cut parse(char[] record, int length) {
        int end = length;
        while (end > 0 && record[end - 1] == '\r') {
            end--;
        }
        // One more delimiter tells: it ends a whole record's last value, and is part of an open
        // one.
        CSVRecord parsed = parser.parse(record, end, delimiter);
        if (parsed == null) {
            return Cut.BROKEN;
        }
        int last = parsed.size() - 1;
        take(parsed, last, end + 1);
        return parsed.get(last).isEmpty() ? Cut.WHOLE : Cut.OPEN;
    }

    /** Takes the first values of a record, which have so many characters at most. */
    private void take(CSVRecord parsed, int size, int mostChars) {
        if (values.length < mostChars) {
            values = new char[mostChars];
        }
        begin(values);
        int at = 0;
        for (int i = 0; i < size; i++) {
            String value = parsed.get(i);
            value.getChars(0, value.length(), values, at);
            add(at, at + value.length());
            at += value.length();
            // Cells that are joined have it between them.
            values[at++] = delimiter;
        }
    }
}
