package io.recon.connectors.order;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a range of a file into lines, without copying them. A line belongs to the range in which
 * its first byte lies; the reader of that range reads it to its end, wherever that is. Lines end
 * with a line feed, a carriage return before it is no part of them, and the last may have no end.
 *
 * <p>A line over the bound is skipped: only its beginning is kept, and no more of the file is read
 * for it than belongs to the range.
 */
final class LineReader implements Closeable {
    private static final int FIRST_BUFFER_BYTES = 1 << 17;

    /** How much of a line over the bound is kept to show. */
    private static final int KEPT_BYTES = 2048;

    private final InputStream in;
    private final long rangeEnd;
    private final int mostLineBytes;

    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];

    /** The place in the file of the buffer's first byte. */
    private long bufferStart;

    /** What is read and not yet taken lies from {@code next} to {@code limit}. */
    private int next;

    private int limit;

    private byte[] line;
    private int offset;
    private int length;
    private boolean isTooLong;
    private long lineCount;

    /**
     * @param in the file from {@link #firstByte} on; closed with this reader
     * @param start the place in the file of the range's first byte, or of a line's
     * @param rangeEnd the place in the file after the range's last byte
     */
    LineReader(InputStream in, long start, long rangeEnd, int mostLineBytes) throws IOException {
        this.in = in;
        this.bufferStart = firstByte(start);
        this.rangeEnd = rangeEnd;
        this.mostLineBytes = mostLineBytes;
        if (start > 0) {
            // Up to the line feed it is another range's line.
            skipLine();
        }
    }

    /** From where a range must be read: the byte before it tells whether a line begins with it. */
    static long firstByte(long start) {
        return Math.max(0, start - 1);
    }

    /** Where in the file the next line begins. */
    long nextLineStart() {
        return bufferStart + next;
    }

    /** How many lines have been given. */
    long lineCount() {
        return lineCount;
    }

    /** Goes to the next line; false if the range has none. */
    boolean next() throws IOException {
        if (nextLineStart() >= rangeEnd) {
            return false;
        }
        int at = next;
        while (true) {
            while (at < limit && buffer[at] != '\n') {
                at++;
            }
            if (at < limit) {
                take(at - next);
                next = at + 1;
                return true;
            }
            if (limit - next > mostLineBytes + 1) {
                takeTooLong();
                return true;
            }
            int held = limit - next;
            boolean isMore = fill();
            at = next + held;
            if (!isMore) {
                if (held == 0) {
                    return false;
                }
                take(held);
                next = limit;
                return true;
            }
        }
    }

    private void take(int lineLength) throws IOException {
        lineCount++;
        line = buffer;
        offset = next;
        length = lineLength;
        if (length > 0 && buffer[offset + length - 1] == '\r') {
            length--;
        }
        isTooLong = length > mostLineBytes;
    }

    private void takeTooLong() throws IOException {
        lineCount++;
        line = Arrays.copyOfRange(buffer, next, next + Math.min(KEPT_BYTES, limit - next));
        offset = 0;
        length = line.length;
        isTooLong = true;
        skipLine();
    }

    /** Skips what comes up to a line feed, or to the range's end where that is nearer. */
    private void skipLine() throws IOException {
        while (true) {
            while (next < limit) {
                if (buffer[next++] == '\n') {
                    return;
                }
            }
            if (nextLineStart() >= rangeEnd || !fill()) {
                return;
            }
        }
    }

    /** Reads on; what is not yet taken moves to the buffer's begin. False at the file's end. */
    private boolean fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, limit - next);
            bufferStart += next;
            limit -= next;
            next = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            return false;
        }
        limit += count;
        return true;
    }

    /** The bytes among which the line lies; they change with the next line. */
    byte[] bytes() {
        return line;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /** Whether the line is over the bound; then only its beginning is given. */
    boolean isTooLong() {
        return isTooLong;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
