package io.recon.connectors.bill.format.unionpay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/** A record of 2026-09-15 that a test makes up. Its fields can be replaced one by one. */
final class TestingUnionpayRecord {
    static final Charset GBK = Charset.forName("GBK");
    static final String MERCHANT = "898310148160568";
    static final String ZM_NAME = "INN26091588ZM_" + MERCHANT;
    static final String ZME_NAME = "INN26091588ZME_" + MERCHANT;

    private static final int[] ZM_WIDTHS = {
        3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1,
        21, 15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98
    };
    private static final int[] ZME_WIDTHS = {
        3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2, 135
    };

    private final byte[][] fields;

    private TestingUnionpayRecord(byte[][] fields) {
        this.fields = fields;
    }

    private static TestingUnionpayRecord blank(int[] widths) {
        byte[][] fields = new byte[widths.length][];
        for (int i = 0; i < widths.length; i++) {
            fields[i] = padded("".getBytes(US_ASCII), widths[i]);
        }
        return new TestingUnionpayRecord(fields);
    }

    /** 20.00 paid at 10:00:00 with a fee of 0.12. */
    static TestingUnionpayRecord payment() {
        return blank(ZM_WIDTHS)
                .with(1, "S22")
                .with(2, "48022910")
                .with(3, "00049992")
                .with(4, "100233")
                .with(5, "0915100000")
                .with(6, "621700*********8801")
                .with(7, "000000002000")
                .with(8, "5311")
                .with(9, "07")
                .with(10, "202609151000001002338")
                .with(12, "UP1")
                .with(16, "D000000000012")
                .with(17, "C000000001988")
                .with(18, "0201")
                .with(20, "01")
                .with(28, MERCHANT)
                .with(32, " 000000000000")
                .with(33, "C000000001988")
                .with(35, "早餐套餐")
                .with(36, " 000000000000");
    }

    /** 5.00 of it given back at 11:00:00, without a fee. */
    static TestingUnionpayRecord refund() {
        return payment()
                .with(1, "S30")
                .with(5, "0915110000")
                .with(7, "000000000500")
                .with(10, "202609151100001002339")
                .with(12, "UPR1")
                .with(16, " 000000000000")
                .with(17, "D000000000500")
                .with(20, "04")
                .with(27, "202609151000001002338")
                .with(33, "D000000000500")
                .with(41, "UP1");
    }

    /** An adjustment that takes 3.00, a record of a ZME. */
    static TestingUnionpayRecord adjustment() {
        return blank(ZME_WIDTHS)
                .with(1, "E74")
                .with(5, "0915113000")
                .with(7, "000000000300")
                .with(15, " 000000000000")
                .with(16, "D000000000300")
                .with(18, MERCHANT);
    }

    /** The same with a text in a field, filled up with spaces or cut after the field's bytes. */
    TestingUnionpayRecord with(int field, String text) {
        return with(field, text.getBytes(GBK));
    }

    TestingUnionpayRecord with(int field, byte[] text) {
        byte[][] changed = fields.clone();
        changed[field - 1] = padded(text, fields[field - 1].length);
        return new TestingUnionpayRecord(changed);
    }

    private static byte[] padded(byte[] text, int width) {
        byte[] padded = Arrays.copyOf(text, width);
        Arrays.fill(padded, Math.min(text.length, width), width, (byte) ' ');
        return padded;
    }

    byte[] bytes() {
        return bytes(" ");
    }

    byte[] bytes(String separator) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i++) {
            bytes.writeBytes((i == 0 ? "" : separator).getBytes(US_ASCII));
            bytes.writeBytes(fields[i]);
        }
        return bytes.toByteArray();
    }

    /** A file of some records. */
    static byte[] file(TestingUnionpayRecord... records) {
        return file("\r\n", Arrays.stream(records).map(TestingUnionpayRecord::bytes).toList());
    }

    static byte[] file(String lineEnd, Iterable<byte[]> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] record : records) {
            bytes.writeBytes(record);
            bytes.writeBytes(lineEnd.getBytes(US_ASCII));
        }
        return bytes.toByteArray();
    }
}
