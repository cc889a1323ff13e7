package io.recon.connectors.bill.format.alipay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.UnreadableInput;
import io.recon.connectors.bill.format.archive.Container;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.connectors.bill.format.text.LineError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * A member of a landing file, known by its first line: names do not tell. Alipay writes GB18030;
 * copies in UTF-8 exist. The first line is Chinese, so it can be read in one of both only, and says
 * so for the whole text.
 *
 * @param firstLine the first line, or its beginning
 */
record AlipayText(Container.Member member, Kind kind, Charset charset, String firstLine) {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int FIRST_LINE_BYTES = 4 << 10;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** What a text is. */
    enum Kind {
        DETAIL("#支付宝业务明细查询"),
        SUMMARY("#支付宝业务汇总查询"),
        FUND_DETAIL("#支付宝账务明细查询"),
        FUND_SUMMARY("#支付宝账务汇总查询"),
        UNKNOWN("");

        private final String beginning;

        Kind(String beginning) {
            this.beginning = beginning;
        }

        private static Kind of(String firstLine) {
            for (Kind kind : values()) {
                if (firstLine.startsWith(kind.beginning)) {
                    return kind;
                }
            }
            return UNKNOWN;
        }
    }

    static AlipayText of(Container.Member member) throws UnreadableBillException, IOException {
        byte[] line = firstLine(member);
        String inUtf8 = decoded(line, UTF_8);
        if (inUtf8 != null) {
            return new AlipayText(member, Kind.of(inUtf8), UTF_8, inUtf8);
        }
        String inGb18030 = decoded(line, GB18030);
        if (inGb18030 == null) {
            throw new UnreadableBillException(
                    BillError.BAD_ENCODING,
                    "the first line is neither GB18030 nor UTF-8; Alipay writes GB18030");
        }
        return new AlipayText(member, Kind.of(inGb18030), GB18030, inGb18030);
    }

    private static byte[] firstLine(Container.Member member)
            throws UnreadableBillException, IOException {
        byte[] bytes;
        try (InputStream in = member.open()) {
            bytes = in.readNBytes(FIRST_LINE_BYTES);
        } catch (UnreadableInput e) {
            throw e.reason();
        }
        int from = 0;
        while (bytes.length - from >= 3
                && Arrays.equals(bytes, from, from + 3, BYTE_ORDER_MARK, 0, 3)) {
            from += 3;
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

    private static String decoded(byte[] line, Charset charset) {
        CharsetDecoder decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(line.length);
        // A line that was cut may end within a character.
        boolean whole = line.length < FIRST_LINE_BYTES;
        return decoder.decode(ByteBuffer.wrap(line), text, whole).isError()
                ? null
                : text.flip().toString().strip();
    }

    BoundedLines open(int lineBytes) throws UnreadableBillException, IOException {
        return new BoundedLines(member.open(), charset, lineBytes);
    }

    /** Why this holds no lines of a trade bill. */
    UnreadableBillException refusal() {
        return switch (kind) {
            case FUND_DETAIL, FUND_SUMMARY ->
                    new UnreadableBillException(
                            BillError.NO_DETAIL_FILE,
                            "it is a fund bill (账务明细); the trade bill (业务明细) is expected");
            case SUMMARY ->
                    new UnreadableBillException(
                            BillError.NO_DETAIL_FILE,
                            "it holds a summary (业务汇总) and no details (业务明细)");
            case DETAIL, UNKNOWN ->
                    new UnreadableBillException(
                            BillError.MISSING_HEADER,
                            "the first line is "
                                    + LineError.quoted(firstLine)
                                    + ", a trade bill begins with "
                                    + Kind.DETAIL.beginning);
        };
    }
}
