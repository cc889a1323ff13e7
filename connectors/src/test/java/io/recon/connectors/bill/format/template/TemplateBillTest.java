package io.recon.connectors.bill.format.template;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import io.recon.model.bill.BillRecord.Totals;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bills that a template describes, and the contract's own example. */
class TemplateBillTest extends BillFormatContract {
    private static final String TEMPLATE =
            """
            files: "*.csv"
            charset: UTF-8
            layout: csv
            csv: { delimiter: ",", header: true }
            skip-when: { column: type, in: [payout] }
            account: { column: merchant }
            txn-type: { column: type, map: { sale: PAYMENT, refund: REFUND } }
            txn-no: { column: reference }
            channel-trade-no: { column: psp_reference }
            amount: { column: gross, unit: major, sign: absolute }
            fee: { column: fee, unit: major }
            currency: { column: currency }
            status: { constant: SUCCESS }
            time: { column: booked_at, pattern: "yyyy-MM-dd HH:mm:ss" }
            """;
    private static final String HEADER =
            "merchant,type,reference,psp_reference,gross,fee,currency,booked_at,memo\n";
    private static final String SALE = "acme,sale,A1,P1,12.34,0.30,usd,2026-09-15 10:00:00,first\n";
    private static final String REFUND =
            "acme,refund,R1,P2,-5.00,-0.10,USD,2026-09-15 11:30:00,\"second, quoted\"\n";
    private static final String PAYOUT = "acme,payout,,P3,-7.04,,USD,2026-09-15 12:00:00,\n";

    @Override
    protected ChannelBills bills() {
        return bills(TEMPLATE);
    }

    private static ChannelBills bills(String template) {
        return ChannelBills.templated("acme", "acme-csv", template, ZoneId.of("UTC"));
    }

    @Override
    protected String name() {
        return "acme.csv";
    }

    @Override
    protected byte[] goodFile() {
        return (HEADER + SALE + REFUND + PAYOUT).getBytes(UTF_8);
    }

    @Override
    protected String account() {
        return "acme";
    }

    private Proven prove(String text) {
        return prove("acme.csv", text.getBytes(UTF_8));
    }

    private Proven proveBy(String template, String text) {
        return prove(bills(template), "acme.csv", text.getBytes(UTF_8));
    }

    private static String with(String key, String value) {
        StringBuilder changed = new StringBuilder();
        TEMPLATE.lines()
                .filter(line -> !line.startsWith(key + ":"))
                .forEach(line -> changed.append(line).append('\n'));
        return changed + (value == null ? "" : key + ": " + value + "\n");
    }

    @Test
    void readsPaymentsRefundsAndOtherLines() {
        Proven proven = prove(HEADER + SALE + REFUND + PAYOUT);

        assertThat(proven.report().totals()).isEqualTo(Totals.NONE);
        assertThat(proven.report().content().other()).containsExactly(new OtherLines("USD", 1));
        Line sale = proven.lines().get(0);
        assertThat(sale.key().type()).isEqualTo(TransactionType.PAYMENT);
        assertThat(sale.key().number()).isEqualTo("A1");
        assertThat(sale.line().tradeNumber()).isEqualTo("P1");
        assertThat(sale.line().amount().minor()).isEqualTo(1234);
        assertThat(sale.line().amount().currency()).isEqualTo("USD");
        assertThat(sale.line().feeMinor()).isEqualTo(30);
        assertThat(sale.line().status()).isEqualTo(TransactionStatus.SUCCESS);
        assertThat(sale.line().timeMs())
                .isEqualTo(Instant.parse("2026-09-15T10:00:00Z").toEpochMilli());
        Line refund = proven.lines().get(1);
        assertThat(refund.key().type()).isEqualTo(TransactionType.REFUND);
        assertThat(refund.line().amount().minor()).isEqualTo(500);
        assertThat(refund.line().feeMinor()).isEqualTo(-10);
        assertThat(refund.line().position().line()).isEqualTo(3);
    }

    @Test
    void takesTheChannelsAccountWhereTheFilesNameNone() {
        ChannelBills bills = bills(with("account", null)).withAccount("acct_1");

        Proven proven = prove(bills, "acme.csv", (HEADER + SALE).getBytes(UTF_8));

        assertThat(proven.lines().get(0).key().account()).isEqualTo("acct_1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.34 | bad_amount | 12.345",
                "12.34 | bad_amount | 1,234",
                "12.34 | bad_amount | ''",
                "12.34 | bad_amount | 1e3",
                "0.30 | bad_amount | x",
                "usd | bad_currency | XXX",
                "usd | bad_currency | ''",
                "sale | line_inconsistent | fee",
                "A1 | line_inconsistent | ''",
                "A1 | id_damaged | 4.00123E+27",
                "P1 | id_damaged | 4.00123E+27",
                "acme | line_inconsistent | ''",
                "2026-09-15 10:00:00 | line_inconsistent | 2026-02-30 10:00:00",
                "2026-09-15 10:00:00 | line_inconsistent | 2026-09-15 24:00:00",
                "2026-09-15 10:00:00 | line_inconsistent | 2026-09-15",
                "2026-09-15 10:00:00 | line_inconsistent | ''"
            })
    void rejectsALineThatItCannotRead(String good, String error, String bad) {
        String cell = bad.contains(",") ? "\"" + bad + "\"" : bad;

        Proven proven = prove(HEADER + SALE.replace(good, cell) + REFUND);

        assertThat(proven.reason())
                .startsWith(error + ": ")
                .matches(".* \\(formats/acme-csv\\.yaml:\\d+\\)");
        assertThat(proven.rejects().get(0).position().line()).isEqualTo(2);
        assertThat(proven.rejects().get(0).raw() + "\n").isEqualTo(SALE.replace(good, cell));
        assertThat(proven.lines()).hasSize(1);
        assertThat(proven.report().content().rejected()).isEqualTo(1);
        assertThat(proven.report().error()).isEmpty();
        assertThat(proven.report().isProven()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-09-15 10:00:00 | 01/02/2026 | line_inconsistent: column booked_at"
                        + " \"01/02/2026\" is not of the pattern \"yyyy-MM-dd HH:mm:ss\""
                        + " (formats/acme-csv.yaml:14)",
                "sale | fee | line_inconsistent: column type \"fee\" is not in the map: refund,"
                        + " sale (formats/acme-csv.yaml:7)",
                "A1 | '' | line_inconsistent: column reference is empty"
                        + " (formats/acme-csv.yaml:8)",
                "P1 | 4.1E+27 | id_damaged: column psp_reference \"4.1E+27\" is an identifier that"
                        + " a spreadsheet wrote as a number (formats/acme-csv.yaml:9)",
                "12.34 | x | bad_amount: column gross: amount \"x\" is no plain decimal number"
                        + " (formats/acme-csv.yaml:10)",
                "usd | usx | bad_currency: column currency \"USX\" is no currency of ISO 4217"
                        + " (formats/acme-csv.yaml:12)"
            })
    void saysByWhichLineOfTheTemplateALineCannotBeRead(String good, String bad, String reason) {
        Proven proven = prove(HEADER + SALE + SALE.replace(good, bad));

        assertThat(proven.reason()).isEqualTo(reason);
        assertThat(proven.rejects().get(0).position().line()).isEqualTo(3);
    }

    @Test
    void namesTheLineOfTheVeryKeyWhereAStatementHasSeveral() {
        String block =
                """
                time:
                  column: booked_at
                  zone: UTC
                  pattern: "yyyy-MM-dd"
                txn-type:
                  column: type
                  map:
                    sale: PAYMENT
                """;
        String template = with("time", null).replaceAll("(?m)^txn-type:.*\n", "") + block;

        Proven time = proveBy(template, HEADER + SALE);
        Proven type = proveBy(template, HEADER + REFUND);

        assertThat(time.reason()).endsWith(" (formats/acme-csv.yaml:16)");
        assertThat(type.reason()).endsWith(" (formats/acme-csv.yaml:19)");
    }

    @Test
    void saysByWhichLineOfTheTemplateAFileCannotBeRead() {
        Proven noColumn = prove(HEADER.replace("gross", "net") + SALE);
        Proven encoding = prove("acme.csv", (HEADER + "\u00e9").getBytes(ISO_8859_1));
        Proven byDefault =
                prove(
                        bills(with("charset", null)),
                        "acme.csv",
                        (HEADER + "\u00e9").getBytes(ISO_8859_1));
        Proven name = prove("acme.txt", goodFile());

        assertThat(noColumn.reason()).endsWith("\" (formats/acme-csv.yaml:10)");
        assertThat(encoding.reason())
                .isEqualTo(
                        "bad_encoding: line 2 has the byte e9, which is not UTF-8 there"
                                + " (formats/acme-csv.yaml:2)");
        assertThat(byDefault.reason()).endsWith(" (formats/acme-csv.yaml)");
        assertThat(name.reason()).endsWith(" (formats/acme-csv.yaml:1)");
    }

    @Test
    void acceptsZerosBeyondACurrencysDecimalsAndNothingElse() {
        Proven proven =
                prove(
                        HEADER
                                + SALE.replace("12.34", "500.00")
                                        .replace("usd", "jpy")
                                        .replace("0.30", "0")
                                + SALE.replace("12.34", "12.340").replace("usd", "kwd")
                                + SALE.replace("12.34", "12.3400")
                                + SALE.replace("12.34", "500.10").replace("usd", "jpy"));

        assertThat(proven.lines())
                .extracting(line -> line.line().amount().minor())
                .containsExactly(500L, 12_340L, 1_234L);
        assertThat(proven.reason()).startsWith("bad_amount: column gross: ");
    }

    @Test
    void readsMinorUnitsAsWholeNumbersOnly() {
        String template = with("amount", "{ column: gross, unit: minor }");

        Proven proven = proveBy(template, HEADER + SALE.replace("12.34", "1234") + SALE + REFUND);

        assertThat(proven.lines())
                .extracting(line -> line.line().amount().minor())
                .containsExactly(1234L);
        assertThat(proven.rejects())
                .extracting(reject -> reject.reason().substring(0, 11))
                .containsExactly("bad_amount:", "bad_amount:");
    }

    @Test
    void refusesANegativeAmountUnlessTheTemplateExpectsIt() {
        Proven asIs = proveBy(with("amount", "{ column: gross }"), HEADER + SALE + REFUND);
        Proven negated =
                proveBy(with("amount", "{ column: gross, sign: negated }"), HEADER + REFUND + SALE);

        assertThat(asIs.reason()).startsWith("bad_amount: column gross \"-5.00\" is negative; ");
        assertThat(negated.lines().get(0).line().amount().minor()).isEqualTo(500);
        assertThat(negated.reason())
                .startsWith(
                        "bad_amount: column gross \"12.34\" is negative when sign: negated has"
                                + " turned it; sign: absolute would allow it");
    }

    @Test
    void takesARefundsNumberFromItsOwnColumn() {
        String template = with("txn-no", "{ column: reference, refund-column: memo }");

        Proven proven =
                proveBy(template, HEADER + SALE + REFUND + REFUND.replace("second, quoted", ""));

        assertThat(proven.lines())
                .extracting(line -> line.key().number())
                .containsExactly("A1", "second, quoted", "R1");
    }

    @Test
    void rejectsALineWithTooManyOrTooFewCells() {
        Proven proven =
                prove(HEADER + SALE + "acme,sale,A2\n" + SALE.replace("first", "a,b") + REFUND);

        assertThat(proven.rejects())
                .extracting(reject -> reject.reason())
                .containsExactly(
                        "column_mismatch: the line has 3 cells, 9 are expected",
                        "column_mismatch: the line has 10 cells, 9 are expected");
        assertThat(proven.lines()).hasSize(2);
    }

    @Test
    void findsColumnsByTheirNames() {
        Proven swapped =
                prove(
                        """
                        gross,extra,merchant,type,reference,psp_reference,fee,currency,booked_at
                        12.34,,acme,sale,A1,P1,0.30,usd,2026-09-15 10:00:00
                        """);
        Proven missing = prove(HEADER.replace("gross", "amount") + SALE);
        Proven doubled = prove(HEADER.replace("memo", "gross") + SALE);

        assertThat(swapped.lines().get(0).line().amount().minor()).isEqualTo(1234);
        assertRejectedWhole(missing, "missing_header");
        assertThat(missing.report().detail())
                .contains("no column gross")
                .contains("merchant,type,reference,psp_reference,amount,fee");
        assertRejectedWhole(doubled, "missing_header");
        assertThat(doubled.report().detail()).contains("gross twice");
    }

    @Test
    void readsColumnsByNumberWhereThereIsNoHeader() {
        String template =
                """
                csv: { delimiter: "\\t", header: false, quote: "" }
                account: { constant: acme }
                txn-type: { constant: PAYMENT }
                txn-no: { column: 1 }
                amount: { column: 3 }
                currency: { constant: usd }
                time: { column: 2, pattern: "dd/MM/yyyy" }
                """;

        Proven proven =
                proveBy(
                        template,
                        "A0\t15/09/2026\nA1\t15/09/2026\t1.00\n\"A2\t15/09/2026\t2.00\nA3\n");

        assertThat(proven.lines())
                .extracting(line -> line.key().number())
                .containsExactly("A1", "\"A2");
        assertThat(proven.rejects())
                .extracting(reject -> reject.reason())
                .containsExactly(
                        "column_mismatch: the line has 2 cells, column 3 is expected"
                                + " (formats/acme-csv.yaml:5)",
                        "column_mismatch: the line has 1 cells, 3 are expected");
        assertThat(proven.lines().get(0).line().timeMs())
                .isEqualTo(Instant.parse("2026-09-15T00:00:00Z").toEpochMilli());
    }

    @Test
    void rejectsATextWhoseLinesEndWithCarriageReturnsAloneWhole() {
        String numbered =
                """
                csv: { header: false }
                account: { constant: acme }
                txn-type: { constant: PAYMENT }
                txn-no: { column: 1 }
                amount: { column: 2 }
                currency: { constant: usd }
                time: { column: 3, pattern: "yyyy-MM-dd" }
                """;
        String lines = "A1,1.00,2026-09-15,a\nA2,2.00,2026-09-15,b\n";

        assertThat(proveBy(numbered, lines).lines()).hasSize(2);
        assertThat(proveBy(numbered, lines.replace("\n", "\r\n").strip() + "\r").lines())
                .hasSize(2);
        assertRejectedWhole(proveBy(numbered, lines.replace('\n', '\r')), "missing_header");
        assertThat(prove((HEADER + SALE).replace('\n', '\r')).reason())
                .isEqualTo("missing_header: line 1 has a CR within; lines end with LF or CRLF");
    }

    @Test
    void readsQuotedValuesOfSeveralLines() {
        Proven proven =
                prove(
                        HEADER
                                + SALE.replace("first", "\"one\ntwo, \"\"three\"\"\n\n\"")
                                + REFUND
                                + SALE.replace("A1", "\"A\n1\""));

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.lines())
                .extracting(line -> line.line().position().line())
                .containsExactly(2L, 6L, 7L);
        assertThat(proven.lines().get(2).key().number()).isEqualTo("A\n1");
    }

    @Test
    void readsAQuotedValueWhoseLastLineHasAsManyDelimitersAsARecord() {
        String address = SALE.replace("A1", "\"A1\nSome Street 5, Flat, Third Floor\"");

        Proven proven = prove(HEADER + address + SALE);

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.lines())
                .extracting(line -> line.key().number())
                .containsExactly("A1\nSome Street 5, Flat, Third Floor", "A1");
    }

    @Test
    void joinsNoCutLineWithARecordUnlessTheirCellsFit() {
        String closing = SALE.replace("first", "27\"");

        Proven proven = prove(HEADER + "acme,sale,\"A2\n" + closing + SALE);

        assertThat(proven.rejects()).hasSize(1);
        assertThat(proven.lines()).hasSize(2);
    }

    @Test
    void letsNoStrayQuoteSwallowTheLinesBehindIt() {
        String stray = SALE.replace("first", "\"27 inch");
        String closing = SALE.replace("first", "screen\"");

        Proven proven = prove(HEADER + stray + closing + stray + SALE + closing + REFUND);

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.lines())
                .extracting(line -> line.line().position().line())
                .containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void letsNoOpenQuoteReadWithoutBound() {
        String open = "acme,sale,\"A2\n";
        String memo = SALE.replace("first", "a long memo without any quote ".repeat(20));
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            more.append(memo.replace("A1", "B" + i));
        }

        Proven proven = prove(HEADER + SALE + open + more);

        assertThat(proven.reason())
                .isEqualTo("column_mismatch: the line has 3 cells, 9 are expected");
        assertThat(proven.lines()).hasSize(5_001);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-MM-dd'T'HH:mm:ssX | 2026-09-15T10:00:00+08 | 2026-09-15T02:00:00Z",
                "yyyy-MM-dd'T'HH:mm:ss.SSSXXX | 2026-09-15T10:00:00.250Z |"
                        + " 2026-09-15T10:00:00.250Z",
                "dd MMM yyyy hh:mm a | 15 Sep 2026 01:05 PM | 2026-09-15T11:05:00Z",
                "yyyyMMddHHmmss | 20260915100000 | 2026-09-15T08:00:00Z",
                "yy-MM-dd HH:mm | 26-09-15 10:00 | 2026-09-15T08:00:00Z",
                "yyyy-MM-dd HH:mm:ss | 2026-10-25 02:30:00 | 2026-10-25T00:30:00Z",
                "yyyy-MM-dd HH:mm:ss | 2026-03-29 02:30:00 | 2026-03-29T01:30:00Z"
            })
    void readsTimesByAnyPatternInTheTemplatesZone(String pattern, String text, String instant) {
        String template =
                with(
                        "time",
                        "{ column: booked_at, zone: Europe/Paris, pattern: \"" + pattern + "\" }");

        Proven proven = proveBy(template, HEADER + SALE.replace("2026-09-15 10:00:00", text));

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.lines().get(0).line().timeMs())
                .isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @Test
    void readsTheTemplatesCharset() {
        byte[] file =
                (HEADER + SALE.replace("A1", "单号1"))
                        .getBytes(java.nio.charset.Charset.forName("GB18030"));

        Proven right = prove(bills(with("charset", "GB18030")), "acme.csv", file);
        Proven wrong = prove(bills(), "acme.csv", file);

        assertThat(right.lines().get(0).key().number()).isEqualTo("单号1");
        assertRejectedWhole(wrong, "bad_encoding");
    }

    @Test
    void skipsByteOrderMarksAndBlankLines() {
        Proven proven = prove("\uFEFF\uFEFF\r\n" + HEADER + "\n \t\n" + SALE.strip());

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.lines().get(0).line().position().line()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme.txt", "v2/acme.pdf", "acme.csv.bak"})
    void reportsAFileThatTheTemplateDoesNotRead(String name) {
        assertRejectedWhole(prove(name, goodFile()), "no_detail_file");
    }

    @Test
    void reportsAnEntryThatTheTemplateDoesNotRead() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("readme.txt", goodFile());
        entries.put("in/acme.csv", goodFile());

        Proven proven = prove("bill.zip", TestingArchives.zip(entries));

        assertThat(proven.reason()).startsWith("no_detail_file: ");
        assertThat(proven.rejects().get(0).position().file()).isEqualTo("bill.zip#readme.txt");
        assertThat(proven.lines()).hasSize(2);
        assertThat(proven.report().isProven()).isFalse();
    }

    @Test
    void tellsOnOneLineWhatACellHolds() {
        String torn = SALE.replace("2026-09-15 10:00:00", "\"2026-\u001b[31m\n09-15\"");

        Proven proven = prove(HEADER + torn + REFUND);

        assertThat(proven.lines()).hasSize(1);
        assertThat(proven.reason())
                .startsWith("line_inconsistent: column booked_at \"2026-\\u001b[31m\\n09-15\" is");
    }
}
