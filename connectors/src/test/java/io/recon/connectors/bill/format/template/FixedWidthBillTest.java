package io.recon.connectors.bill.format.template;

import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.GBK;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.HEADER;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.PAYOUT;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.REFUND;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.SALE;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.TEMPLATE;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.TRAILER;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.recordsOnly;
import static io.recon.connectors.bill.format.template.TestingFixedWidthBill.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.format.BillFormatContract;
import io.recon.connectors.bill.format.TestingArchives;
import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.TestingProofs.Proven;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.bill.BillRecord.OtherLines;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fixed-width bills that a template describes. */
class FixedWidthBillTest extends BillFormatContract {
    @Override
    protected ChannelBills bills() {
        return TestingFixedWidthBill.bills(TEMPLATE);
    }

    @Override
    protected String name() {
        return "acme.txt";
    }

    @Override
    protected byte[] goodFile() {
        return (HEADER + SALE + REFUND + PAYOUT + TRAILER).getBytes(GBK);
    }

    @Override
    protected String account() {
        return "acme";
    }

    private Proven prove(String text) {
        return prove("acme.txt", text.getBytes(GBK));
    }

    private Proven proveBy(String template, String text) {
        return prove(TestingFixedWidthBill.bills(template), "acme.txt", text.getBytes(GBK));
    }

    @Test
    void readsPaymentsRefundsAndOtherRecords() {
        Proven proven = prove(HEADER + SALE + REFUND + PAYOUT + TRAILER);

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.report().content().other()).containsExactly(new OtherLines("USD", 1));
        Line sale = proven.lines().get(0);
        assertThat(sale.key().account()).isEqualTo("acme");
        assertThat(sale.key().type()).isEqualTo(TransactionType.PAYMENT);
        assertThat(sale.key().number()).isEqualTo("A1");
        assertThat(sale.line().tradeNumber()).isEqualTo("P1");
        assertThat(sale.line().amount().minor()).isEqualTo(1234);
        assertThat(sale.line().amount().currency()).isEqualTo("USD");
        assertThat(sale.line().feeMinor()).isEqualTo(30);
        assertThat(sale.line().status()).isEqualTo(TransactionStatus.SUCCESS);
        assertThat(sale.line().timeMs())
                .isEqualTo(Instant.parse("2026-09-15T10:00:00Z").toEpochMilli());
        assertThat(sale.line().position().line()).isEqualTo(2);
        Line refund = proven.lines().get(1);
        assertThat(refund.key().type()).isEqualTo(TransactionType.REFUND);
        assertThat(refund.line().amount().minor()).isEqualTo(500);
        assertThat(refund.line().feeMinor()).isEqualTo(-10);
        assertThat(refund.line().position().line()).isEqualTo(3);
    }

    @Test
    void readsTheSameWithAnyLineEndsMarksAndBlankLines() {
        Proven plain = prove(HEADER + SALE + REFUND + TRAILER);
        String spaced =
                "\n \t\n" + HEADER + "\n" + SALE + "   \n" + REFUND + "\n" + TRAILER + "\n\n";
        Proven blank = prove(spaced);
        Proven windows = prove((HEADER + SALE + REFUND + TRAILER).replace("\n", "\r\n"));
        Proven unended = prove((HEADER + SALE + REFUND + TRAILER).strip());
        Proven dos = prove(HEADER + SALE + REFUND + TRAILER + "\u001a");
        Proven marked =
                prove(
                        TestingFixedWidthBill.bills(with("charset", "charset: UTF-8")),
                        "acme.txt",
                        ("\uFEFF\uFEFF" + HEADER + SALE + REFUND + TRAILER).getBytes(UTF_8));

        assertThat(List.of(blank, windows, unended, dos, marked))
                .allSatisfy(
                        proven -> {
                            assertThat(proven.rejects()).isEmpty();
                            assertThat(proven.report().content())
                                    .isEqualTo(plain.report().content());
                        });
        assertThat(blank.lines())
                .extracting(line -> line.line().position().line())
                .containsExactly(5L, 7L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "000000001234 | 00000000x234 | bad_amount: column gross: amount \"00000000x234\" is"
                        + " no plain decimal number (formats/acme-fixed.yaml:25)",
                "000000001234 | '            ' | bad_amount: column gross: amount \"\" is no plain"
                        + " decimal number (formats/acme-fixed.yaml:25)",
                "000000001234 | 000000012.34 | bad_amount: column gross: amount \"000000012.34\""
                        + " has more than 0 decimals (formats/acme-fixed.yaml:25)",
                "20260915100000 | 20260230100000 | line_inconsistent: column booked"
                        + " \"20260230100000\" is not of the pattern \"yyyyMMddHHmmss\""
                        + " (formats/acme-fixed.yaml:28)",
                "20260915100000 | 15.09.26 10:00 | line_inconsistent: column booked"
                        + " \"15.09.26 10:00\" is not of the pattern \"yyyyMMddHHmmss\""
                        + " (formats/acme-fixed.yaml:28)",
                "SA | XX | line_inconsistent: column kind \"XX\" is not in the map: RE, SA"
                        + " (formats/acme-fixed.yaml:22)",
                "A1 | '  ' | line_inconsistent: column reference is empty"
                        + " (formats/acme-fixed.yaml:23)",
                "acme | '    ' | line_inconsistent: column merchant is empty"
                        + " (formats/acme-fixed.yaml:21)",
                "usd | us$ | bad_currency: column currency \"US$\" is no currency of ISO 4217"
                        + " (formats/acme-fixed.yaml:27)"
            })
    void saysByWhichLineOfTheTemplateALineCannotBeRead(String good, String bad, String reason) {
        Proven proven = prove(HEADER + REFUND + SALE.replace(good, bad) + TRAILER);

        assertThat(proven.reason()).isEqualTo(reason);
        assertThat(proven.rejects().get(0).position().line()).isEqualTo(3);
        assertThat(proven.rejects().get(0).raw() + "\n").isEqualTo(SALE.replace(good, bad));
        assertThat(proven.lines()).hasSize(1);
    }

    @Test
    void readsAmountsHoweverTheyArePaddedAndSigned() {
        String template =
                recordsOnly().replace("unit: minor, sign: absolute", "unit: major, sign: negated");
        String sale = SALE.replace("0000000030", "          ");

        Proven proven =
                proveBy(
                        template,
                        sale.replace("000000001234", "-00000012.34")
                                + sale.replace("000000001234", "       -0.50")
                                + sale.replace("000000001234", "-7          ")
                                + sale.replace("000000001234", "+00000000.00"));

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.lines())
                .extracting(line -> line.line().amount().minor())
                .containsExactly(1234L, 50L, 700L, 0L);
        assertThat(proven.lines()).extracting(line -> line.line().feeMinor()).containsOnly(0L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyyMMddHHmmss | 20260915100000 | 2026-09-15T08:00:00Z",
                "yyMMddHHmmss | 260915100000 | 2026-09-15T08:00:00Z",
                "yyyyMMdd | 20260915 | 2026-09-14T22:00:00Z",
                "yyyyDDDHHmmss | 2026258100000 | 2026-09-15T08:00:00Z",
                "yyyyMMddHHmmss | 20260329023000 | 2026-03-29T01:30:00Z"
            })
    void readsTimesWithoutSeparators(String pattern, String text, String instant) {
        String template =
                with(
                        "time",
                        "time: { column: booked, zone: Europe/Paris, pattern: " + pattern + " }");
        String padded = String.format("%-14s", text);

        Proven proven =
                proveBy(template, HEADER + SALE.replace("20260915100000", padded) + TRAILER);

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.lines().get(0).line().timeMs())
                .isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @Test
    void anEmptyFileWithoutHeaderAndTrailerIsAnEmptyBill() {
        Proven proven = proveBy(recordsOnly(), "");

        assertThat(proven.report().isProven()).isTrue();
        assertThat(proven.lines()).isEmpty();
    }

    @Test
    void readsTheEntriesThatTheTemplateNames() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("readme.md", goodFile());
        entries.put("in/acme.txt", goodFile());

        Proven proven = prove("bill.zip", TestingArchives.zip(entries));

        assertThat(proven.lines()).hasSize(2);
        assertThat(proven.reason())
                .isEqualTo(
                        "no_detail_file: the entry does not match the template's files: *.txt"
                                + " (formats/acme-fixed.yaml:1)");
    }
}
