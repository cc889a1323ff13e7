package io.recon.connectors.bill.format.template;

import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.GBK;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.HEADER;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.PAYOUT;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.REFUND;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.SALE;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.TEMPLATE;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.TRAILER;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.bills;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.cutRecord;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.record;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.recordsOnly;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.bill.format.TestingArchives;
import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.FormatBillProver;
import io.recon.connectors.bill.proof.TestingProofs;
import io.recon.connectors.bill.proof.TestingProofs.Proven;
import io.recon.model.bill.BillRecord.OtherLines;
import io.recon.model.bill.BillRecord.Reject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a fixed-width text becomes records: their lengths, their bytes, and what is around them. */
class FixedWidthRecordsTest {
    @TempDir private Path directory;

    private Proven prove(ChannelBills bills, String name, byte[] content) {
        return new TestingProofs(directory, FormatBillProver.of(bills), LocalDate.of(2026, 9, 15))
                .prove(name, content);
    }

    private Proven prove(String name, byte[] content) {
        return prove(bills(TEMPLATE), name, content);
    }

    private Proven prove(String text) {
        return proveBy(TEMPLATE, text);
    }

    private Proven proveBy(String template, String text) {
        return prove(bills(template), "acme.txt", text.getBytes(GBK));
    }

    private static void assertRejectedWhole(Proven proven, String error) {
        assertThat(proven.error()).isEqualTo(error);
        assertThat(proven.lines()).isEmpty();
        assertThat(proven.rejects().get(0).position().line()).isZero();
    }

    @Test
    void readsBytesWhateverCharactersTheyCut() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(HEADER.getBytes(GBK));
        file.writeBytes(cutRecord("A1"));
        file.writeBytes(cutRecord("单号2"));
        file.writeBytes(TRAILER.getBytes(GBK));

        Proven proven = prove("acme.txt", file.toByteArray());

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.lines())
                .extracting(line -> line.key().number())
                .containsExactly("A1", "单号2");
    }

    @Test
    void leavesOutACharacterThatTheEndOfItsColumnCuts() {
        String template = with("txn-no", "txn-no: { column: memo }");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(HEADER.getBytes(GBK));
        file.writeBytes(cutRecord("A1"));
        file.writeBytes(TRAILER.getBytes(GBK));

        Proven proven = prove(bills(template), "acme.txt", file.toByteArray());

        assertThat(proven.lines())
                .extracting(line -> line.key().number())
                .containsExactly("a大额支付订单备");
    }

    @Test
    void rejectsAFileWholeIfACellIsNoneOfItsCharset() {
        byte[] sale = SALE.getBytes(GBK);
        sale[12] = (byte) 0xff;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes((HEADER + REFUND).getBytes(GBK));
        file.writeBytes(sale);
        file.writeBytes(TRAILER.getBytes(GBK));
        byte[] halfInside = (HEADER + SALE + TRAILER).getBytes(GBK);
        // Half a character with blanks behind it was not cut by the column.
        halfInside[HEADER.length() + 12] = (byte) 0xb5;

        Proven proven = prove("acme.txt", file.toByteArray());
        Proven half = prove("acme.txt", halfInside);

        assertRejectedWhole(proven, "bad_encoding");
        assertThat(proven.reason())
                .isEqualTo(
                        "bad_encoding: line 3, column reference has the byte ff, which is not GBK"
                                + " there (formats/acme-fixed.yaml:2)");
        assertRejectedWhole(half, "bad_encoding");
    }

    @Test
    void countsInCharactersWhereTheTemplateSaysSo() {
        Charset gb18030 = Charset.forName("GB18030");
        String inBytes = with("charset", "charset: GB18030");
        String inCharacters =
                inBytes.replace("fixed-width:\n", "fixed-width:\n  unit: characters\n");
        String wide = record("SA", "单号", "P1", "1", "", "20260915100000", "大额支付订单");
        // To Java, one of these is two characters.
        String pair = wide.replace("单号", "𠮷号");
        String shorter = pair.replace("𠮷号 ", "𠮷号");
        byte[] file = (HEADER + wide + pair + shorter + SALE + TRAILER).getBytes(gb18030);

        Proven proven = prove(bills(inCharacters), "acme.txt", file);

        assertThat(proven.lines())
                .extracting(line -> line.key().number())
                .containsExactly("单号", "𠮷号", "A1");
        assertThat(proven.lines())
                .extracting(line -> line.line().amount().currency())
                .containsOnly("USD");
        assertThat(proven.reason())
                .isEqualTo(
                        "bad_record_length: the line has 86 characters, 87 are expected"
                                + " (formats/acme-fixed.yaml:6)");
        assertThat(prove(bills(inBytes), "acme.txt", file).lines())
                .extracting(line -> line.key().number())
                .containsExactly("A1");
    }

    @Test
    void rejectsAFileWholeIfCharactersAreCut() {
        String template = TEMPLATE.replace("fixed-width:\n", "fixed-width:\n  unit: characters\n");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(HEADER.getBytes(GBK));
        file.writeBytes(cutRecord("A1"));
        file.writeBytes(TRAILER.getBytes(GBK));

        Proven proven = prove(bills(template), "acme.txt", file.toByteArray());

        assertRejectedWhole(proven, "bad_encoding");
        assertThat(proven.reason()).startsWith("bad_encoding: line 2 has the byte ");
    }

    @Test
    void rejectsARecordOfAnotherLength() {
        Proven proven =
                prove(
                        HEADER
                                + SALE.strip()
                                + "\n"
                                + SALE.strip()
                                + " ".repeat(12)
                                + "\n"
                                + SALE
                                + PAYOUT.strip()
                                + "\n"
                                + TRAILER);

        assertThat(proven.lines()).hasSize(1);
        assertThat(proven.rejects())
                .extracting(Reject::reason)
                .containsExactly(
                        "bad_record_length: the line has 76 bytes, 87 are expected"
                                + " (formats/acme-fixed.yaml:5)",
                        "bad_record_length: the line has 88 bytes, 87 are expected"
                                + " (formats/acme-fixed.yaml:5)",
                        "bad_record_length: the line has 71 bytes, 87 are expected"
                                + " (formats/acme-fixed.yaml:5)");
        assertThat(proven.rejects().get(0).raw()).isEqualTo(SALE.strip());
        assertThat(proven.report().error()).isEmpty();
    }

    @Test
    void withoutARecordLengthALineNeedsTheColumnsThatAreUsed() {
        String beforeMemo = SALE.substring(0, 71) + "\n";
        String cutTime = SALE.substring(0, 70) + "\n";
        String longer = SALE.strip() + " and whatever stands behind it\n";

        Proven proven = proveBy(recordsOnly(), beforeMemo + cutTime + longer);

        assertThat(proven.lines())
                .extracting(line -> line.line().position().line())
                .containsExactly(1L, 3L);
        assertThat(proven.reason())
                .isEqualTo(
                        "bad_record_length: the line has 70 bytes, column booked ends at 71"
                                + " (formats/acme-fixed.yaml:13)");
    }

    @Test
    void losesNoLinesThatEndWithCarriageReturnsAlone() {
        String sales = SALE + SALE;
        String noLength = recordsOnly();

        assertThat(proveBy(noLength, sales.replace('\n', '\r')).reason())
                .isEqualTo(
                        "bad_record_length: the line has a CR within; lines end with LF or CRLF");
        assertThat(proveBy(noLength, SALE.replace("\n", "\r")).report().isProven()).isTrue();
        assertRejectedWhole(
                prove((HEADER + sales).replace('\n', '\r') + "\n" + TRAILER), "missing_header");
        assertRejectedWhole(
                prove(HEADER + (TRAILER + sales).replace('\n', '\r')), "missing_trailer");
    }

    @Test
    void skipsRecordsOfOtherKindsHoweverShortTheyAre() {
        String template =
                recordsOnly()
                        .replace(
                                "skip-when: { column: kind, in: [PO] }",
                                """
                                skip-when:
                                  - { column: memo, in: [test] }
                                  - { column: kind, in: [HD, TR] }\
                                """);
        String head = "HD20260915 of somebody else\n";
        String test = record("SA", "A9", "P1", "000000001234", "", "20260915100000", "test");

        Proven proven =
                prove(
                        bills(template).withAccounts(Set.of("acme")),
                        "acme.txt",
                        (head + SALE + test + "TR3\n" + "T\n").getBytes(GBK));

        assertThat(proven.lines()).hasSize(1);
        assertThat(proven.report().content().other())
                .containsExactly(new OtherLines("", 2), new OtherLines("USD", 1));
        assertThat(proven.reason())
                .isEqualTo(
                        "bad_record_length: the line has 1 bytes, column memo ends at 87"
                                + " (formats/acme-fixed.yaml:14)");
    }

    @Test
    void readsNothingBehindTheEndOfARecord() {
        String template =
                recordsOnly().replace("{ column: kind, in: [PO] }", "{ column: memo, in: [test] }");
        String next = "x".repeat(69) + "test" + " ".repeat(14) + "\n";

        // In the first line's column stands the second line's text.
        Proven proven = proveBy(template, "T\n" + next);

        assertThat(proven.report().content().other()).isEmpty();
        assertThat(proven.rejects()).hasSize(2);
    }

    @Test
    void rejectsAFileWholeWhoseHeaderIsMissing() {
        Proven none = prove(SALE + REFUND + TRAILER);
        Proven empty = prove("\n\n");
        Proven fewer = proveBy(with("header-lines", "  header-lines: 3"), HEADER + TRAILER);

        assertRejectedWhole(none, "missing_header");
        assertThat(none.reason())
                .startsWith(
                        "missing_header: line 1 should begin the header with \"H\", it is"
                                + " \"SAacme    A1")
                .endsWith(" (formats/acme-fixed.yaml:7)");
        assertRejectedWhole(empty, "missing_header");
        assertThat(fewer.reason())
                .isEqualTo(
                        "missing_header: the file has 2 of the 3 lines of its header"
                                + " (formats/acme-fixed.yaml:6)");
    }

    @Test
    void rejectsAFileWholeWhoseTrailerIsMissing() {
        Proven cut = prove(HEADER + SALE + REFUND);
        Proven headerOnly = prove(HEADER);
        Proven oneOfTwo =
                proveBy(
                        with("trailer-lines", "  trailer-lines: 2"),
                        HEADER + SALE + REFUND + TRAILER);

        assertRejectedWhole(cut, "missing_trailer");
        assertThat(cut.reason())
                .startsWith(
                        "missing_trailer: line 3 should begin the trailer with \"T\", it is"
                                + " \"REacme    R1")
                .endsWith(" (formats/acme-fixed.yaml:9)");
        assertThat(headerOnly.reason())
                .isEqualTo(
                        "missing_trailer: the file has 0 of the 1 lines of its trailer"
                                + " (formats/acme-fixed.yaml:8)");
        assertRejectedWhole(oneOfTwo, "missing_trailer");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void leavesOutATrailerOfAnyLength(int count) {
        String template = with("trailer-lines", "  trailer-lines: " + count);
        String trailer = TRAILER + "some total\n".repeat(count - 1);

        Proven empty = proveBy(template, HEADER + trailer);
        Proven two = proveBy(template, HEADER + SALE + REFUND + trailer);
        Proven many = proveBy(template, HEADER + SALE.repeat(250) + trailer);

        assertThat(empty.report().isProven()).isTrue();
        assertThat(empty.lines()).isEmpty();
        assertThat(two.rejects()).isEmpty();
        assertThat(two.lines())
                .extracting(line -> line.line().position().line())
                .containsExactly(2L, 3L);
        assertThat(many.rejects()).isEmpty();
        assertThat(many.lines()).hasSize(250);
    }

    @Test
    void holdsBackNoMoreThanItsTrailer() {
        ChannelBills bills =
                bills(with("trailer-lines", "  trailer-lines: 100"))
                        .withLimits(new BillLimits(2L << 30, 64 << 10, 1_000, 1_000_000));
        String line = "x".repeat(60_000) + "\n";

        Proven proven =
                prove(
                        bills,
                        "acme.txt.gz",
                        TestingArchives.gzip((HEADER + line.repeat(300)).getBytes(GBK)));

        assertRejectedWhole(proven, "missing_trailer");
        assertThat(proven.reason()).hasSizeLessThan(300);
    }
}
