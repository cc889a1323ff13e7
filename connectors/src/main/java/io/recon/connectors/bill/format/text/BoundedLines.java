package io.recon.connectors.bill.format.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
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
 * <p>The charset must have ASCII's characters as ASCII has them, as nearly all do but UTF-16,
 * UTF-32, EBCDIC and those of ISO 2022: see {@link #isReadable}.
 */
public final class BoundedLines implements Closeable {
    private final ByteLines lines;
    private CharsetDecoder decoder;
    private boolean inGb18030;

    private char[] chars = new char[4096];
    private int length;

    /**
     * @param in closed with this
     * @param lineBytes how long a line may be, its end not counted
     */
    public BoundedLines(InputStream in, Charset charset, int lineBytes) {
        this.lines = new ByteLines(in, lineBytes);
        decodeAs(charset);
    }

    /** Whether a charset writes ASCII as ASCII, and never something else with its bytes. */
    public static boolean isReadable(Charset charset) {
        byte[] bytes = new byte[127];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        String ascii = new String(bytes, US_ASCII);
        // A charset of ISO 2022 takes some of these for shifts to another alphabet.
        return charset.canEncode()
                && new String(bytes, charset).equals(ascii)
                && Arrays.equals(ascii.getBytes(charset), bytes);
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
        length = 0;
        if (!lines.next()) {
            return false;
        }
        decode(lines.bytes(), lines.start(), lines.length());
        return true;
    }

    /** The present line's number, from 1. */
    public long number() {
        return lines.number();
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

    private void decode(byte[] bytes, int from, int size) throws UnreadableBillException {
        if (chars.length < size) {
            chars = new char[Math.max(size, chars.length * 2)];
        }
        int ascii = 0;
        while (ascii < size && bytes[from + ascii] > 0) {
            chars[ascii] = (char) bytes[from + ascii];
            ascii++;
        }
        length = ascii;
        int done = inGb18030 ? decodePairs(bytes, from, ascii, size) : ascii;
        if (done < size) {
            decodeRest(bytes, from + done, size - done);
        }
    }

    /**
     * Decodes characters of one and of two bytes, which nearly all are, many times as fast as the
     * decoder does; returns how many bytes of the line are decoded.
     */
    private int decodePairs(byte[] bytes, int from, int first, int size) {
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

    private void decodeRest(byte[] bytes, int from, int size) throws UnreadableBillException {
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
                            lines.number(), bytes[source.position()], decoder.charset()));
        }
        length = target.position();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
