package io.recon.local.bills;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.bills.HostileFiles.Extent;
import io.recon.local.bills.HostileFiles.HostileFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What spreadsheets, editors and other channels make of a good bill of one format: its archive is
 * sound and its text is not.
 */
final class SpoiledTexts {
    private static final Charset GBK = Charset.forName("GBK");

    private final String fileName;
    private final byte[] good;
    private final Charset charset;
    private final List<HostileFile> files = new ArrayList<>();

    private SpoiledTexts(String fileName, byte[] good, Charset charset) {
        this.fileName = fileName;
        this.good = good;
        this.charset = charset;
    }

    /** Those of a WeChat bill: the sample of 16 lines. */
    static List<HostileFile> wechat(String fileName, byte[] good) {
        SpoiledTexts spoiled = new SpoiledTexts(fileName, good, UTF_8);
        spoiled.encodings("bad_encoding");
        spoiled.wechatColumns();
        spoiled.wechatLines();
        spoiled.wechatTotals();
        return spoiled.files;
    }

    /** Those of the ZM of UnionPay's sample, whose text is read as the bytes that it is. */
    static List<HostileFile> unionpay(String fileName, byte[] good) throws IOException {
        SpoiledTexts spoiled = new SpoiledTexts(fileName, good, ISO_8859_1);
        spoiled.unionpayRecords();
        spoiled.unionpayNames();
        return spoiled.files;
    }

    /** Those of a fixed-width bill of two records of 20 bytes and a trailer. */
    static List<HostileFile> fixedWidth(String fileName, byte[] good) {
        SpoiledTexts spoiled = new SpoiledTexts(fileName, good, UTF_8);
        // What stands behind the records is looked at before it is decoded.
        spoiled.encodings("bad_encoding", "missing_trailer");
        byte[] stray = good.clone();
        stray[1] = (byte) 0xff;
        spoiled.add("a cell of no encoding", fileName, stray, Extent.FILE, "bad_encoding");
        spoiled.lines("a number as a spreadsheet shows it", "o1  ", "4E+7", "id_damaged");
        spoiled.lines("a record with a byte more", "o1  ", "o1   ", "bad_record_length");
        spoiled.lines("a record with a byte less", "o1  ", "o1 ", "bad_record_length");
        spoiled.lines("columns that changed places", "o1  00000100", "00000100o1  ", "bad_amount");
        spoiled.lines("no number", "o1  ", "    ", "line_inconsistent");
        spoiled.lines(
                "a day that does not exist", "20260915\no2", "20260931\no2", "line_inconsistent");
        spoiled.lines("an amount with a comma", "00000100", "0001,000", "bad_amount");
        spoiled.whole("no trailer", "END\n", "", "missing_trailer");
        spoiled.whole("another trailer", "END\n", "FIN\n", "missing_trailer");
        spoiled.whole("a trailer and more", "END\n", "END\nEXTRA\n", "missing_trailer");
        return spoiled.files;
    }

    private String text() {
        return new String(good, charset);
    }

    private void add(String name, String asFile, byte[] bytes, Extent extent, String... errors) {
        files.add(new HostileFile(name, asFile, bytes, extent, Set.of(errors)));
    }

    private void spoil(String name, String old, String text, Extent extent, String... errors) {
        assertThat(text()).as(name).contains(old);
        int at = text().indexOf(old);
        String spoiled = text().substring(0, at) + text + text().substring(at + old.length());
        add(name, fileName, spoiled.getBytes(charset), extent, errors);
    }

    private void whole(String name, String old, String text, String... errors) {
        spoil(name, old, text, Extent.FILE, errors);
    }

    private void lines(String name, String old, String text, String... errors) {
        spoil(name, old, text, Extent.LINES, errors);
    }

    private void encodings(String... errors) {
        byte[] utf16 = ("\uFEFF" + text()).getBytes(UTF_16LE);
        add("saved as utf-16", fileName, utf16, Extent.FILE, "bad_encoding");
        byte[] mixed = (text() + "??").getBytes(charset);
        System.arraycopy("茶".getBytes(GBK), 0, mixed, mixed.length - 2, 2);
        add("an end in another encoding", fileName, mixed, Extent.FILE, errors);
        byte[] stray = good.clone();
        stray[stray.length - 2] = (byte) 0xff;
        add("a byte of no encoding", fileName, stray, Extent.FILE, errors);
    }

    private void wechatColumns() {
        String rate = ",费率备注";
        whole("no order numbers", "商户订单号,", "", "missing_header");
        whole("a column under two names", rate, ",订单金额", "missing_header");
        whole("no header", text().lines().findFirst().orElseThrow(), "", "missing_header");
        lines("a column more in the header alone", rate, rate + ",新", "column_mismatch");
        lines("a cell more in a line", "`12.80,`0.00,`\r\n", "`12.80,`0.00,`,`\r\n", "bad_amount");
        lines("a cell less in a line", "`12.80,`0.00,`\r\n", "`12.80,`0.00\r\n", "column_mismatch");
        spoil("heads that changed places", "订单金额,申请退款金额", "申请退款金额,订单金额", Extent.TOTALS);
    }

    private void wechatLines() {
        String id = "4200002161202609157100009973";
        String row = text().lines().skip(1).findFirst().orElseThrow();
        lines("an id as a spreadsheet shows it", id, "4.20000216120261E+27", "id_damaged");
        lines("a number as a spreadsheet shows it", "WX20260915000001", "2.0E+13", "id_damaged");
        lines("no number", "WX20260915000001", "", "line_inconsistent");
        lines("another merchant", "`1900000109", "`1900000110", "wrong_merchant");
        lines("a currency that does not exist", "`CNY", "`RMB", "bad_currency");
        lines("an amount with a comma", "`12.80,`0.00,`\r", "`1,2.80,`0.00,`\r", "bad_amount");
        lines("a state that nobody knows", "`SUCCESS", "`NOTPAY", "line_inconsistent");
        lines("no time", "`2026-09-15 00:00:01", "`2026/9/15 0:00", "line_inconsistent");
        lines("a line without its backtick", row, row.substring(1), "column_mismatch");
        spoil("a line twice", row, row + "\r\n" + row, Extent.TOTALS);
        spoil("a line lost", row + "\r\n", "", Extent.TOTALS);
    }

    private void wechatTotals() {
        String head = text().lines().skip(17).findFirst().orElseThrow();
        String values = text().lines().skip(18).findFirst().orElseThrow();
        spoil("a total off by one fen", "`1518.88", "`1518.89", Extent.TOTALS);
        spoil("fees off by a part of a fen", "`7.08000", "`7.08001", Extent.TOTALS);
        spoil("a line more declared", "`16,", "`17,", Extent.TOTALS);
        whole("no totals", head + "\r\n" + values + "\r\n", "", "missing_trailer");
        whole("heads of totals alone", values + "\r\n", "", "missing_trailer");
        whole("totals cut short", ",`339.17\r\n", "", "missing_trailer");
        lines("a line behind the totals", values, values + "\r\n`x", "line_inconsistent");
    }

    private void unionpayRecords() {
        String amount = "000000002000 5311";
        lines(
                "an id as a spreadsheet shows it",
                "202609142301051002338",
                "2.02609142301E+20    ",
                "id_damaged");
        lines(
                "a number as a spreadsheet shows it",
                "UP20260914000901",
                "2.0260914E+13   ",
                "id_damaged");
        lines("no number", "UP20260914000901", " ".repeat(16), "line_inconsistent");
        lines("a record with a byte more", "05 UP", "05  UP", "bad_record_length");
        lines("a record with a byte less", "05 UP", "05UP", "bad_record_length");
        lines(
                "columns that changed places",
                amount,
                "5311 000000002000",
                "bad_amount",
                "line_inconsistent");
        lines("another merchant", "898310148160568", "898310148160569", "wrong_merchant");
        lines("settled with one fen more", "C000000001992", "C000000001993", "line_inconsistent");
        lines("an amount of one fen more", amount, "000000002001 5311", "line_inconsistent");
        lines("a name in another encoding", "\r\n", "茶".repeat(2) + "\r\n", "bad_record_length");
        lines("a number in another alphabet", "UP20", "\u00d4\u00e720", "bad_encoding");
        add(
                "a record cut in two",
                fileName,
                text().substring(0, good.length - 300).getBytes(charset),
                Extent.LINES,
                "bad_record_length");
        byte[] utf16 = ("\uFEFF" + text()).getBytes(UTF_16LE);
        add("saved as utf-16", fileName, utf16, Extent.FILE, "bad_encoding");
    }

    private void unionpayNames() throws IOException {
        String yesterday = fileName.replace("260915", "260914");
        add("of another day", yesterday, good, Extent.FILE, "wrong_day");
        add(
                "in an archive of another day",
                "a.zip",
                HostileFiles.zip(Map.of(yesterday, good)),
                Extent.FILE,
                "wrong_day");
        add(
                "of another merchant",
                fileName.replace("60568", "60569"),
                good,
                Extent.LINES,
                "wrong_merchant");
        add(
                "adjustments alone",
                "a.zip",
                HostileFiles.zip(Map.of(fileName.replace("ZM_", "ZME_"), new byte[0])),
                Extent.FILE,
                "no_detail_file");
        add(
                "another report",
                "RD2010_26091501_898310148160568",
                good,
                Extent.FILE,
                "no_detail_file");
    }
}
