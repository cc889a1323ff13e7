package io.recon.connectors.bill.format.text;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.UnreadableInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * The lines of a text, one at a time, decoded strictly. Lines end with LF or CRLF; byte order marks
 * of UTF-8 at the beginning are skipped. A line that is too long, a byte that its charset does not
 * know, and a NUL make the whole text unreadable.
 *
 * <p>The charset must have ASCII's line ends, as all do but UTF-16, UTF-32 and EBCDIC: see {@link
 * #isReadable}.
 */
public final class BoundedLines implements Closeable {
    private static final int READ_BYTES = 64 << 10;
    private static final int MOST_BYTE_ORDER_MARKS = 2;

    private final InputStream in;
    private final int lineBytes;
    private CharsetDecoder decoder;
    private boolean inGb18030;

    private byte[] bytes;
    private int start;
    private int end;
    private boolean inputEnded;

    private char[] chars = new char[4096];
    private int length;
    private long number;

    /**
     * @param in closed with this
     * @param lineBytes how long a line may be, its end not counted
     */
    public BoundedLines(InputStream in, Charset charset, int lineBytes) {
        this.in = in;
        this.lineBytes = lineBytes;
        this.bytes = new byte[Math.min(lineBytes, READ_BYTES) + READ_BYTES];
        decodeAs(charset);
    }

    /** Whether lines can be found in texts of a charset by their bytes. */
    public static boolean isReadable(Charset charset) {
        return charset.canEncode()
                && Arrays.equals("\r\n,0a".getBytes(charset), new byte[] {13, 10, 44, 48, 97});
    }

    /** Decodes the lines to come with another charset. */
    public void decodeAs(Charset charset) {
        inGb18030 = charset.name().equals("GB18030");
        decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Goes to the next line; false at the end of the text. */
    public boolean next() throws UnreadableBillException, IOException {
        if (number == 0) {
            skipByteOrderMarks();
        }
        int lineEnd = findLineEnd();
        if (lineEnd < 0) {
            if (start == end) {
                length = 0;
                return false;
            }
            lineEnd = end;
        }
        number++;
        int size = lineEnd - start;
        if (lineEnd < end && size > 0 && bytes[lineEnd - 1] == '\r') {
            size--;
        }
        if (size > lineBytes) {
            throw tooLong();
        }
        decode(start, size);
        start = Math.min(lineEnd + 1, end);
        return true;
    }

    /** The present line's number, from 1. */
    public long number() {
        return number;
    }

    /**
     * The present line's characters: the first {@link #length()} of these. Valid until the next.
     */
    public char[] chars() {
        return chars;
    }

    public int length() {
        return length;
    }

    /** The present line. */
    public String text() {
        return new String(chars, 0, length);
    }

    /** Whether the present line has nothing but spaces and tabs. */
    public boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (chars[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    private UnreadableBillException tooLong() {
        return new UnreadableBillException(
                BillError.LINE_TOO_LONG,
                "line " + number + " is longer than " + lineBytes + " bytes");
    }

    /** The index of the line's LF, or -1 if the text ends before one. */
    private int findLineEnd() throws UnreadableBillException, IOException {
        int at = start;
        while (true) {
            for (; at < end; at++) {
                if (bytes[at] == '\n') {
                    return at;
                }
            }
            // One more for the CR that a line end may begin with.
            if (end - start > lineBytes + 1) {
                number++;
                throw tooLong();
            }
            int searched = at - start;
            if (!fill()) {
                return -1;
            }
            at = start + searched;
        }
    }

    private boolean fill() throws UnreadableBillException, IOException {
        if (inputEnded) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            start = 0;
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
            while (end - start < 3 && fill()) {
                // Until three bytes are there, or the text has no more.
            }
            if (end - start >= 2 && isUtf16Mark(bytes[start], bytes[start + 1])) {
                throw new UnreadableBillException(
                        BillError.BAD_ENCODING,
                        "the text begins with the byte order mark of UTF-16; "
                                + decoder.charset()
                                + " is expected");
            }
            if (end - start < 3
                    || bytes[start] != (byte) 0xef
                    || bytes[start + 1] != (byte) 0xbb
                    || bytes[start + 2] != (byte) 0xbf) {
                return;
            }
            start += 3;
        }
    }

    private static boolean isUtf16Mark(byte first, byte second) {
        return (first == (byte) 0xfe && second == (byte) 0xff)
                || (first == (byte) 0xff && second == (byte) 0xfe);
    }

    private void decode(int from, int size) throws UnreadableBillException {
        if (chars.length < size) {
            chars = new char[Math.max(size, chars.length * 2)];
        }
        int ascii = 0;
        while (ascii < size && bytes[from + ascii] > 0) {
            chars[ascii] = (char) bytes[from + ascii];
            ascii++;
        }
        length = ascii;
        int done = inGb18030 ? decodePairs(from, ascii, size) : ascii;
        if (done < size) {
            decodeRest(from + done, size - done);
        }
    }

    /**
     * Decodes characters of one and of two bytes, which nearly all are, many times as fast as the
     * decoder does; returns how many bytes of the line are decoded.
     */
    private int decodePairs(int from, int first, int size) {
        int at = first;
        while (at < size) {
            byte lead = bytes[from + at];
            if (lead > 0) {
                chars[length++] = (char) lead;
                at++;
                continue;
            }
            char pair = at + 1 < size ? Gb18030Pairs.character(lead, bytes[from + at + 1]) : 0;
            if (pair == 0) {
                return at;
            }
            chars[length++] = pair;
            at += 2;
        }
        return at;
    }

    private void decodeRest(int from, int size) throws UnreadableBillException {
        ByteBuffer source = ByteBuffer.wrap(bytes, from, size);
        CharBuffer target = CharBuffer.wrap(chars, length, chars.length - length);
        decoder.reset();
        CoderResult result = decoder.decode(source, target, true);
        while (result.isOverflow()) {
            int decoded = target.position();
            chars = Arrays.copyOf(chars, chars.length * 2);
            target = CharBuffer.wrap(chars, decoded, chars.length - decoded);
            result = decoder.decode(source, target, true);
        }
        if (result.isError()) {
            throw new UnreadableBillException(
                    BillError.BAD_ENCODING,
                    String.format(
                            "line %d has the byte %02x, which is not %s there",
                            number, bytes[source.position()], decoder.charset()));
        }
        int before = length;
        length = target.position();
        for (int i = before; i < length; i++) {
            if (chars[i] == 0) {
                throw new UnreadableBillException(
                        BillError.BAD_ENCODING,
                        "line " + number + " has a NUL; it is no text, or one in UTF-16");
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
