package io.recon.local.workload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/** Puts together a record of fields with fixed widths in bytes of GBK, a space between them. */
final class FixedFields {
    private static final Charset GBK = Charset.forName("GBK");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(640);

    /** A text, filled up with spaces; one that is too long is cut, within a character too. */
    FixedFields text(int width, String text) {
        if (bytes.size() > 0) {
            bytes.write(' ');
        }
        byte[] encoded = text.getBytes(GBK);
        byte[] field = Arrays.copyOf(encoded, width);
        Arrays.fill(field, Math.min(encoded.length, width), width, (byte) ' ');
        bytes.writeBytes(field);
        return this;
    }

    /** Fields without anything in them. */
    FixedFields blank(int... widths) {
        for (int width : widths) {
            text(width, "");
        }
        return this;
    }

    /** An amount without a sign. */
    FixedFields amount(int width, long fen) {
        return text(width, padded(width, fen));
    }

    /** An amount that is credited to the merchant (C) if positive, debited (D) if negative. */
    FixedFields signed(int width, long fen) {
        String sign = fen == 0 ? " " : fen > 0 ? "C" : "D";
        return text(width, sign + padded(width - 1, Math.abs(fen)));
    }

    private static String padded(int width, long fen) {
        String digits = Long.toString(fen);
        if (digits.length() > width) {
            throw new IllegalArgumentException(fen + " fen have more than " + width + " digits");
        }
        return "0".repeat(width - digits.length()) + digits;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
