package io.recon.connectors.bill.format.unionpay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.text.ByteLines;
import io.recon.connectors.bill.format.text.Identifiers;
import io.recon.connectors.bill.format.text.LineError;
import java.nio.charset.Charset;
import java.util.Arrays;

/** The present record of a text, read field by field in the bytes of its line. */
final class FixedRecord {
    /** What UnionPay writes, as a superset of GBK. */
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final RecordLayout layout;
    private final ByteLines lines;
    private final int length;

    /** Of the stretches that hold printable ASCII only, separators included, from and to. */
    private final int[] asciiRanges;

    private final int[] separators;
    private byte[] bytes;
    private int start;

    FixedRecord(RecordLayout layout, ByteLines lines) {
        this.layout = layout;
        this.lines = lines;
        this.length = layout.length();
        this.asciiRanges = asciiRanges(layout);
        this.separators = new int[layout.fields() - 1];
        for (int i = 0; i < separators.length; i++) {
            separators[i] = layout.start(i + 2) - 1;
        }
    }

    private static int[] asciiRanges(RecordLayout layout) {
        int[] ranges = new int[2 * layout.fields()];
        int count = 0;
        int from = 0;
        for (int field = 1; field <= layout.fields(); field++) {
            if (layout.isFree(field)) {
                ranges[count++] = from;
                ranges[count++] = layout.start(field);
                from = layout.start(field) + layout.width(field);
            }
        }
        if (from < layout.length()) {
            ranges[count++] = from;
            ranges[count++] = layout.length();
        }
        return Arrays.copyOf(ranges, count);
    }

    /** Takes the present line as a record, once it is known to be one. */
    void take() throws LineError {
        bytes = lines.bytes();
        start = lines.start();
        if (lines.length() != length) {
            throw new LineError(
                    BillError.BAD_RECORD_LENGTH,
                    "the line has "
                            + lines.length()
                            + " bytes, a record of a "
                            + layout.name()
                            + " has "
                            + length);
        }
        checkSeparators();
        for (int i = 0; i < asciiRanges.length; i += 2) {
            checkAscii(start + asciiRanges[i], start + asciiRanges[i + 1]);
        }
    }

    private void checkSeparators() throws LineError {
        for (int i = 0; i < separators.length; i++) {
            if (bytes[start + separators[i]] != ' ') {
                throw new LineError(
                        BillError.LINE_INCONSISTENT,
                        String.format(
                                "byte %d between the fields %d and %d is %02x, it must be a space",
                                separators[i] + 1,
                                i + 1,
                                i + 2,
                                bytes[start + separators[i]] & 0xff));
            }
        }
    }

    private void checkAscii(int from, int to) throws LineError {
        for (int at = from; at < to; at++) {
            // Bytes beyond ASCII are negative.
            if (bytes[at] < ' ') {
                throw noAscii(at - start);
            }
        }
    }

    private LineError noAscii(int offset) {
        int field = 1;
        while (field < layout.fields() && layout.start(field + 1) <= offset) {
            field++;
        }
        byte found = bytes[start + offset];
        return new LineError(
                found < 0 ? BillError.BAD_ENCODING : BillError.LINE_INCONSISTENT,
                String.format(
                        "field %d has the byte %02x, only printable ASCII may stand there",
                        field, found & 0xff));
    }

    /** A field without the spaces around it. Not for a field that may hold any bytes. */
    String text(int field) {
        int from = start + layout.start(field);
        int to = from + layout.width(field);
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        return new String(bytes, from, to - from, ISO_8859_1);
    }

    /** A field that holds an identifier. */
    String identifier(int field) throws LineError {
        String identifier = text(field);
        if (Identifiers.isDamaged(identifier)) {
            throw new LineError(
                    BillError.ID_DAMAGED,
                    "field "
                            + field
                            + " has "
                            + LineError.quoted(identifier)
                            + ": a spreadsheet wrote the identifier as a number");
        }
        return identifier;
    }

    /** Whether a field holds a text of its width. */
    boolean is(int field, byte[] text) {
        int from = start + layout.start(field);
        return Arrays.equals(bytes, from, from + layout.width(field), text, 0, text.length);
    }

    /** Whether a field holds nothing but spaces. */
    boolean isBlank(int field) {
        int from = start + layout.start(field);
        for (int at = from; at < from + layout.width(field); at++) {
            if (bytes[at] != ' ') {
                return false;
            }
        }
        return true;
    }

    /** A field's digits as a number; -1 if it holds anything else. */
    long digits(int field) {
        return digits(start + layout.start(field), layout.width(field));
    }

    private long digits(int from, int count) {
        long number = 0;
        for (int at = from; at < from + count; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** A field of digits, an amount of fen. */
    long fen(int field) throws LineError {
        long fen = digits(field);
        if (fen < 0) {
            throw noAmount(field, layout.width(field) + " digits");
        }
        return fen;
    }

    /**
     * A field of C (credited to the merchant), D (debited) or a space (nothing) and digits, an
     * amount of fen: positive where it is credited.
     */
    long signedFen(int field) throws LineError {
        int digits = layout.width(field) - 1;
        long fen = digits(start + layout.start(field) + 1, digits);
        if (fen < 0) {
            throw noAmount(field, "C, D or a space and " + digits + " digits");
        }
        byte sign = bytes[start + layout.start(field)];
        if (sign != 'C' && sign != 'D' && (sign != ' ' || fen != 0)) {
            throw new LineError(
                    BillError.LINE_INCONSISTENT,
                    "field "
                            + field
                            + " has "
                            + LineError.quoted(text(field))
                            + ", an amount that is not 0 begins with C or D");
        }
        return sign == 'D' ? -fen : fen;
    }

    /**
     * The amount of a sign and so many digits with which a field begins, without its sign; -1 if it
     * begins otherwise.
     */
    long leadingFen(int field, int digits) {
        int from = start + layout.start(field);
        boolean signed = bytes[from] == 'C' || bytes[from] == 'D' || bytes[from] == ' ';
        return signed ? digits(from + 1, digits) : -1;
    }

    private LineError noAmount(int field, String right) {
        return new LineError(
                BillError.BAD_AMOUNT,
                "field "
                        + field
                        + " has "
                        + LineError.quoted(text(field))
                        + ", an amount of fen is written with "
                        + right);
    }

    /** The record as it stands; what is cut within a character shows as a replacement. */
    String raw() {
        return new String(lines.bytes(), lines.start(), lines.length(), GB18030);
    }
}
