package io.recon.connectors.bill.format.wechat;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.text.BoundedLines;
import java.io.IOException;
import java.util.Arrays;

/**
 * The records of a bill's text, each with the number of its first line. A record begins with a
 * backtick. Names of goods hold line ends: a line that begins with no backtick goes on with the
 * record before it, unless it is the totals' header or has as many cells as a record, which has
 * lost its backtick then. Blank lines say nothing.
 */
final class WechatRecords {
    private final BoundedLines lines;
    private final int mostChars;
    private int columns = Integer.MAX_VALUE;

    private char[] record = new char[1 << 10];
    private int length;
    private long number;

    /** Whether the present line of the text is not yet in a record. */
    private boolean ahead;

    /**
     * @param mostChars how long a record may be
     */
    WechatRecords(BoundedLines lines, int mostChars) {
        this.lines = lines;
        this.mostChars = mostChars;
    }

    /** Says how many cells a record should have. */
    void expectColumns(int count) {
        columns = count;
    }

    /** Goes to the next record; false at the end of the text. */
    boolean next() throws UnreadableBillException, IOException {
        if (!nextLine()) {
            return false;
        }
        while (isRecord() && lookAhead() && isContinuation()) {
            append('\n');
        }
        return true;
    }

    /** Goes to the next line, which is taken by itself; false at the end of the text. */
    boolean nextLine() throws UnreadableBillException, IOException {
        if (!lookAhead()) {
            return false;
        }
        number = lines.number();
        length = 0;
        append();
        return true;
    }

    private boolean lookAhead() throws UnreadableBillException, IOException {
        while (!ahead && lines.next()) {
            ahead = !lines.isBlank();
        }
        return ahead;
    }

    private boolean isContinuation() {
        return lines.chars()[0] != WechatCells.MARK
                && WechatCells.boundaries(lines.chars(), lines.length()) < columns - 1
                && !WechatTotals.isHeader(lines.text());
    }

    private void append(char lineEnd) throws UnreadableBillException {
        if (length + lines.length() >= mostChars) {
            throw new UnreadableBillException(
                    BillError.LINE_TOO_LONG,
                    "the record of line "
                            + number
                            + " and the lines behind it without a backtick are longer than "
                            + mostChars
                            + " characters");
        }
        reserve(length + 1);
        record[length++] = lineEnd;
        append();
    }

    private void append() {
        reserve(length + lines.length());
        System.arraycopy(lines.chars(), 0, record, length, lines.length());
        length += lines.length();
        ahead = false;
    }

    private void reserve(int chars) {
        if (chars > record.length) {
            record = Arrays.copyOf(record, Math.max(chars, record.length * 2));
        }
    }

    /** Whether the present record begins as one should. */
    boolean isRecord() {
        return record[0] == WechatCells.MARK;
    }

    /** The number of the present record's first line, from 1. */
    long number() {
        return number;
    }

    /** The present record's characters: the first {@link #length()} of these, until the next. */
    char[] chars() {
        return record;
    }

    int length() {
        return length;
    }

    /** The present record as it stands. */
    String text() {
        return new String(record, 0, length);
    }
}
