package io.recon.connectors.bill.format.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Lets commons-csv read records that are handed in one by one. A parser of the library has a buffer
 * of 16 KiB, so one serves for many records: each is followed by a line's end, at which the parser
 * stops and asks for no more. One that did ask has met the end of its text and is not used again.
 */
final class RecordParser {
    private final CSVFormat format;
    private final Feed feed = new Feed();
    private Iterator<CSVRecord> records;

    /**
     * @param format whose records end with a line feed, and that takes a value that never ends
     */
    RecordParser(CSVFormat format) {
        this.format = format;
    }

    /**
     * Reads one record.
     *
     * @param last a character that is added at its end
     * @return null if the record cannot be read
     */
    CSVRecord parse(char[] record, int length, char last) {
        feed.give(record, length, last);
        boolean hasReturn = hasReturn(record, length);
        CSVRecord parsed = null;
        try {
            if (records == null) {
                records = CSVParser.parse(feed, format).iterator();
            }
            parsed = records.next();
            if (hasReturn && records.hasNext()) {
                // To the library a carriage return ends a record; here it is a character.
                parsed = null;
            }
        } catch (IOException | UncheckedIOException e) {
            // All is in memory: it is the text that cannot be read.
            records = null;
        }
        if (hasReturn || !feed.isJustTaken()) {
            records = null;
        }
        return parsed;
    }

    private static boolean hasReturn(char[] record, int length) {
        for (int at = 0; at < length; at++) {
            if (record[at] == '\r') {
                return true;
            }
        }
        return false;
    }

    /** The characters of the present record. */
    private static final class Feed extends Reader {
        private char[] text = new char[512];
        private int length;
        private int at;
        private boolean askedForMore;

        void give(char[] record, int size, char last) {
            if (text.length < size + 2) {
                text = new char[2 * (size + 2)];
            }
            System.arraycopy(record, 0, text, 0, size);
            text[size] = last;
            text[size + 1] = '\n';
            length = size + 2;
            at = 0;
            askedForMore = false;
        }

        /** Whether all was taken, and no more was asked for. */
        boolean isJustTaken() {
            return at == length && !askedForMore;
        }

        @Override
        public int read(char[] target, int from, int most) {
            if (at == length) {
                askedForMore = true;
                return -1;
            }
            int count = Math.min(most, length - at);
            System.arraycopy(text, at, target, from, count);
            at += count;
            return count;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
