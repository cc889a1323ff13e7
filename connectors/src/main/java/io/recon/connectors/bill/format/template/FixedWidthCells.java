package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.template.BillTemplate.Column;
import io.recon.connectors.bill.format.template.BillTemplate.FixedWidthRule;
import io.recon.connectors.bill.format.template.BillTemplate.Place;
import io.recon.connectors.bill.format.text.LineError;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The cells of one record of a fixed-width text. A cell of ASCII is read where it stands. Where
 * places are counted in bytes, other cells are decoded one by one, and a character that the end of
 * its column cuts is no part of the cell; what nobody asks for is never decoded. Where they are
 * counted in characters, a record with others than ASCII is decoded whole.
 */
final class FixedWidthCells implements RecordCells {
    private final FixedWidthRule rule;
    private final List<Column> columns;
    private final CharsetDecoder decoder;
    private final View view = new View();

    private byte[] bytes;
    private int start;
    private long number;

    /** In the rule's unit. */
    private int length;

    /** The record's characters if it was decoded, else null. */
    private String decoded;

    /** Whether it has characters that Java counts as two. */
    private boolean hasPairs;

    FixedWidthCells(BillTemplate template, FixedWidthRule rule) {
        this.rule = rule;
        this.columns = template.columns();
        this.decoder =
                template.files()
                        .charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * Takes the next record, which must stay as it is until another is taken.
     *
     * @throws LineError if it is not as long as the template says
     * @throws UnreadableBillException if it must be decoded and cannot be
     */
    void take(byte[] text, int from, int size, long line)
            throws LineError, UnreadableBillException {
        bytes = text;
        start = from;
        length = size;
        number = line;
        decoded = null;
        if (rule.inCharacters() && !isAscii(from, from + size)) {
            decoded = decode(from, size, true, "");
            length = decoded.codePointCount(0, decoded.length());
            hasPairs = length < decoded.length();
        }
        if (rule.record() != null && length != rule.record().length()) {
            throw rule.record()
                    .at()
                    .lineError(
                            BillError.BAD_RECORD_LENGTH,
                            "the line has "
                                    + length
                                    + " "
                                    + rule.unit()
                                    + ", "
                                    + rule.record().length()
                                    + " are expected");
        }
    }

    @Override
    public boolean has(int column) {
        return rule.places().get(column).to() <= length;
    }

    @Override
    public void requireAll() throws LineError {
        for (int column = 0; column < columns.size(); column++) {
            if (!has(column)) {
                Place place = rule.places().get(column);
                throw place.at()
                        .lineError(
                                BillError.BAD_RECORD_LENGTH,
                                "the line has "
                                        + length
                                        + " "
                                        + rule.unit()
                                        + ", column "
                                        + columns.get(column).name()
                                        + " ends at "
                                        + place.to());
            }
        }
    }

    @Override
    public CharSequence view(int column) throws UnreadableBillException {
        Place place = rule.places().get(column);
        if (decoded != null) {
            return cellOfDecoded(place);
        }
        int from = start + place.from();
        int to = start + place.to();
        while (from < to && isBlank((char) bytes[from])) {
            from++;
        }
        while (from < to && isBlank((char) bytes[to - 1])) {
            to--;
        }
        if (isAscii(from, to)) {
            view.text = bytes;
            view.start = from;
            view.length = to - from;
            return view;
        }
        boolean mayBeCut = to == start + place.to();
        return decode(from, to - from, !mayBeCut, ", column " + columns.get(column).name());
    }

    private String cellOfDecoded(Place place) {
        int from = place.from();
        int to = place.to();
        if (hasPairs) {
            from = decoded.offsetByCodePoints(0, place.from());
            to = decoded.offsetByCodePoints(from, place.to() - place.from());
        }
        while (from < to && isBlank(decoded.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(decoded.charAt(to - 1))) {
            to--;
        }
        return decoded.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private boolean isAscii(int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param whole whether nothing may be cut at the end
     * @param where what to say behind the line
     */
    private String decode(int from, int size, boolean whole, String where)
            throws UnreadableBillException {
        ByteBuffer source = ByteBuffer.wrap(bytes, from, size);
        // No charset makes more characters of its bytes than there are bytes.
        CharBuffer target = CharBuffer.allocate(size);
        CoderResult result = decoder.reset().decode(source, target, whole);
        if (!result.isUnderflow()) {
            throw new UnreadableBillException(
                    BillError.BAD_ENCODING,
                    String.format(
                            "line %d%s has the byte %02x, which is not %s there",
                            number, where, bytes[source.position()], decoder.charset()));
        }
        return target.flip().toString();
    }

    /** ASCII where it stands. */
    private static final class View implements CharSequence {
        private byte[] text;
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
            return (char) text[start + index];
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return toString().substring(from, to);
        }

        @Override
        public String toString() {
            return new String(text, start, length, StandardCharsets.US_ASCII);
        }
    }
}
