package io.recon.connectors.bill.format.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * The first line of a Chinese text that is not blank, which says what the text is and how it is
 * encoded. Chinese channels write GB18030 or UTF-8. A line with Chinese in it can be read in one of
 * both only, and so tells for the whole text.
 *
 * @param text the line without blanks and byte order marks around it, or its beginning
 * @param charset how the line is encoded: UTF-8 if it can be read so
 */
public record FirstLine(String text, Charset charset) {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int MOST_BYTES = 4 << 10;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /**
     * Reads the first line.
     *
     * @throws UnreadableBillException if it is neither GB18030 nor UTF-8, or no text at all
     */
    public static FirstLine of(InputStream in) throws UnreadableBillException, IOException {
        byte[] line = read(in);
        for (Charset charset : new Charset[] {UTF_8, GB18030}) {
            String text = decoded(line, charset);
            if (text != null) {
                return new FirstLine(text, charset);
            }
        }
        throw new UnreadableBillException(
                BillError.BAD_ENCODING, "the first line is neither UTF-8 nor GB18030");
    }

    private static byte[] read(InputStream in) throws UnreadableBillException, IOException {
        byte[] bytes;
        try {
            bytes = in.readNBytes(MOST_BYTES);
        } catch (UnreadableInput e) {
            throw e.reason();
        }
        int from = 0;
        while (bytes.length - from >= 3
                && Arrays.equals(bytes, from, from + 3, BYTE_ORDER_MARK, 0, 3)) {
            from += 3;
        }
        while (from < bytes.length && isBlank(bytes[from])) {
            from++;
        }
        int to = from;
        while (to < bytes.length && bytes[to] != '\n') {
            if (bytes[to] == 0) {
                throw new UnreadableBillException(
                        BillError.BAD_ENCODING,
                        "the first line has a NUL; it is no text, or one in UTF-16");
            }
            to++;
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private static String decoded(byte[] line, Charset charset) {
        CharsetDecoder decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(line.length);
        // A line that was cut may end within a character.
        boolean whole = line.length < MOST_BYTES;
        return decoder.decode(ByteBuffer.wrap(line), text, whole).isError()
                ? null
                : text.flip().toString().strip();
    }
}
