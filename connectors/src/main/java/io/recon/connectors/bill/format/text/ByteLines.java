package io.recon.connectors.bill.format.text;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.UnreadableInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a text as ranges of its bytes, one at a time: for columns that are counted in bytes,
 * and for whoever decodes a line himself. Lines end with LF or CRLF; byte order marks of UTF-8 at
 * the beginning are skipped. A line that is too long, a NUL and the byte order mark of UTF-16 make
 * the whole text unreadable. No other byte is looked at.
 */
public final class ByteLines implements Closeable {
    private static final int READ_BYTES = 64 << 10;
    private static final int MOST_BYTE_ORDER_MARKS = 2;

    private final InputStream in;
    private final int lineBytes;

    private byte[] bytes;

    /** Where the bytes that are read and not yet given begin and end. */
    private int left;

    private int end;
    private boolean inputEnded;

    private int start;
    private int length;
    private long number;

    /**
     * @param in closed with this
     * @param lineBytes how long a line may be, its end not counted
     */
    public ByteLines(InputStream in, int lineBytes) {
        this.in = in;
        this.lineBytes = lineBytes;
        this.bytes = new byte[Math.min(lineBytes, READ_BYTES) + READ_BYTES];
    }

    /** Goes to the next line; false at the end of the text. */
    public boolean next() throws UnreadableBillException, IOException {
        if (number == 0) {
            skipByteOrderMarks();
        }
        int lineEnd = findLineEnd();
        boolean endsTheText = lineEnd < 0;
        if (endsTheText) {
            lineEnd = end;
        }
        start = left;
        length = lineEnd - start;
        left = endsTheText ? end : lineEnd + 1;
        if (endsTheText && length == 0) {
            return false;
        }
        number++;
        if (!endsTheText && length > 0 && bytes[lineEnd - 1] == '\r') {
            length--;
        }
        if (length > lineBytes) {
            throw tooLong();
        }
        return true;
    }

    /** The present line's number, from 1. */
    public long number() {
        return number;
    }

    /**
     * The present line's bytes: {@link #length()} of these from {@link #start()}, without the
     * line's end. Valid until the next.
     */
    public byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes()} the present line begins. */
    public int start() {
        return start;
    }

    public int length() {
        return length;
    }

    /** The index of the line's LF, or -1 if the text ends before one. */
    private int findLineEnd() throws UnreadableBillException, IOException {
        int at = left;
        while (true) {
            for (; at < end; at++) {
                byte found = bytes[at];
                if (found == '\n') {
                    return at;
                }
                if (found == 0) {
                    number++;
                    // Of two faults the first counts, in whatever parts the bytes come.
                    if (at - left > lineBytes + 1) {
                        throw tooLong();
                    }
                    throw new UnreadableBillException(
                            BillError.BAD_ENCODING,
                            "line " + number + " has a NUL; it is no text, or one in UTF-16");
                }
            }
            // One more for the CR that a line end may begin with.
            if (end - left > lineBytes + 1) {
                number++;
                throw tooLong();
            }
            int searched = at - left;
            if (!fill()) {
                return -1;
            }
            at = left + searched;
        }
    }

    private UnreadableBillException tooLong() {
        return new UnreadableBillException(
                BillError.LINE_TOO_LONG,
                "line " + number + " is longer than " + lineBytes + " bytes");
    }

    private boolean fill() throws UnreadableBillException, IOException {
        if (inputEnded) {
            return false;
        }
        if (left > 0) {
            System.arraycopy(bytes, left, bytes, 0, end - left);
            end -= left;
            left = 0;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int count;
        try {
            count = in.read(bytes, end, bytes.length - end);
        } catch (UnreadableInput e) {
            throw e.reason();
        }
        if (count < 0) {
            inputEnded = true;
            return false;
        }
        end += count;
        return true;
    }

    private void skipByteOrderMarks() throws UnreadableBillException, IOException {
        for (int marks = 0; marks < MOST_BYTE_ORDER_MARKS; marks++) {
            while (end - left < 3 && fill()) {
                // Until three bytes are there, or the text has no more.
            }
            if (end - left >= 2 && isUtf16Mark(bytes[left], bytes[left + 1])) {
                throw new UnreadableBillException(
                        BillError.BAD_ENCODING,
                        "the text begins with the byte order mark of UTF-16, which is not read");
            }
            if (end - left < 3
                    || bytes[left] != (byte) 0xef
                    || bytes[left + 1] != (byte) 0xbb
                    || bytes[left + 2] != (byte) 0xbf) {
                return;
            }
            left += 3;
        }
    }

    private static boolean isUtf16Mark(byte first, byte second) {
        return (first == (byte) 0xfe && second == (byte) 0xff)
                || (first == (byte) 0xff && second == (byte) 0xfe);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
