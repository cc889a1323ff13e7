package io.recon.connectors.bill.format.unionpay;

import static io.recon.connectors.bill.format.unionpay.TestingUnionpayRecord.GBK;
import static io.recon.connectors.bill.format.unionpay.TestingUnionpayRecord.MERCHANT;
import static io.recon.connectors.bill.format.unionpay.TestingUnionpayRecord.ZME_NAME;
import static io.recon.connectors.bill.format.unionpay.TestingUnionpayRecord.ZM_NAME;
import static io.recon.connectors.bill.format.unionpay.TestingUnionpayRecord.adjustment;
import static io.recon.connectors.bill.format.unionpay.TestingUnionpayRecord.file;
import static io.recon.connectors.bill.format.unionpay.TestingUnionpayRecord.payment;
import static io.recon.connectors.bill.format.unionpay.TestingUnionpayRecord.refund;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.connectors.bill.format.BillFormatContract;
import io.recon.connectors.bill.format.TestingArchives;
import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.TestingProofs.Proven;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.bill.BillRecord.OtherLines;
import io.recon.model.bill.BillRecord.Reject;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.LinePosition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UnionPay's bills and what is wrong with some. */
class UnionpayZmTest extends BillFormatContract {
    private static final String SAMPLE = "898310148160568_20260915.zip";
    private static final String OTHER_MERCHANT = "802310048993424";
    private static final int DAY_NUMBER = (int) DAY.toEpochDay();

    @Override
    protected ChannelBills bills() {
        return ChannelBills.builtIn("unionpay", "unionpay-zm", ZoneId.of("Asia/Shanghai"));
    }

    @Override
    protected String name() {
        return ZM_NAME;
    }

    @Override
    protected byte[] goodFile() {
        return file(payment(), refund());
    }

    @Override
    protected String account() {
        return MERCHANT;
    }

    @Override
    protected boolean takesEmptyFiles() {
        return true;
    }

    private Proven prove(TestingUnionpayRecord... records) {
        return prove(ZM_NAME, file(records));
    }

    private Proven prove(Map<String, byte[]> entries) {
        return prove("bill.zip", TestingArchives.zip(entries));
    }

    private static Map<String, byte[]> entries(Object... namesAndContents) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            entries.put((String) namesAndContents[i], (byte[]) namesAndContents[i + 1]);
        }
        return entries;
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = UnionpayZmTest.class.getResourceAsStream("/bills/unionpay/" + name)) {
            return in.readAllBytes();
        }
    }

    private static void assertProven(Proven proven, int lines) {
        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.report().isProven()).isTrue();
        assertThat(proven.report().totals()).isEqualTo(Totals.NONE);
        assertThat(proven.lines()).hasSize(lines);
    }

    /** One record is rejected, the good refund behind it counts. */
    private void assertRejected(TestingUnionpayRecord bad, String reason) {
        Proven proven = prove(bad, refund());

        assertThat(proven.reason()).startsWith(reason);
        assertThat(proven.rejects().get(0).position().line()).isEqualTo(1);
        assertThat(proven.rejects().get(0).raw()).startsWith("S22 48022910");
        assertThat(proven.lines()).extracting(line -> line.key().number()).containsExactly("UPR1");
        assertThat(proven.report().error()).isEmpty();
        assertThat(proven.report().isProven()).isFalse();
    }

    @Test
    void readsTheSampleToTheFen() throws IOException {
        JsonNode expected = new ObjectMapper().readTree(sample("expected.json")).get(SAMPLE);

        Proven proven = prove(SAMPLE, sample(SAMPLE));

        assertProven(proven, expected.get("lines").asInt());
        Cell payments = proven.report().content().cells().get(0);
        Cell refunds = proven.report().content().cells().get(1);
        assertThat(payments.type()).isEqualTo(TransactionType.PAYMENT);
        assertThat(payments.count()).isEqualTo(expected.get("payments").asLong());
        assertThat(payments.amountMinor()).isEqualTo(expected.get("payments_minor").asLong());
        assertThat(refunds.count()).isEqualTo(expected.get("refunds").asLong());
        assertThat(refunds.amountMinor()).isEqualTo(expected.get("refunds_minor").asLong());
        assertThat(payments.feeMinor() + refunds.feeMinor())
                .isEqualTo(expected.get("fee_minor").asLong());
        assertThat(
                        payments.amountMinor()
                                - payments.feeMinor()
                                - refunds.amountMinor()
                                - refunds.feeMinor())
                .isEqualTo(expected.get("net_minor").asLong());
        assertThat(proven.report().content().other())
                .containsExactly(new OtherLines("CNY", expected.get("zme_lines").asLong()));
    }

    @Test
    void readsTheFieldsOfARecord() {
        Proven proven = prove(payment(), refund());

        assertThat(proven.lines())
                .containsExactly(
                        new Line(
                                key(TransactionType.PAYMENT, "UP1"),
                                new BillLine(
                                        new LinePosition(DAY_NUMBER, ZM_NAME, 1),
                                        new Money(2000, "CNY"),
                                        12,
                                        TransactionStatus.SUCCESS,
                                        Instant.parse("2026-09-15T02:00:00Z").toEpochMilli(),
                                        "202609151000001002338"),
                                1),
                        new Line(
                                key(TransactionType.REFUND, "UPR1"),
                                new BillLine(
                                        new LinePosition(DAY_NUMBER, ZM_NAME, 2),
                                        new Money(500, "CNY"),
                                        0,
                                        TransactionStatus.SUCCESS,
                                        Instant.parse("2026-09-15T03:00:00Z").toEpochMilli(),
                                        "202609151100001002339"),
                                1));
    }

    private static TransactionKey key(TransactionType type, String number) {
        return new TransactionKey("unionpay", MERCHANT, type, number);
    }

    @Test
    void takesAnEmptyFileAsADayWithoutBusiness() {
        assertProven(prove(ZM_NAME, new byte[0]), 0);
        assertProven(prove(ZM_NAME, "\r\n".getBytes(US_ASCII)), 0);
        assertProven(prove(ZM_NAME + ".gz", TestingArchives.gzip(new byte[0])), 0);
        assertProven(prove(entries(ZM_NAME, new byte[0], ZME_NAME, new byte[0])), 0);
    }

    @Test
    void readsLinesThatEndWithCrlfOrLfOrNotAtAll() {
        List<byte[]> records = List.of(payment().bytes(), refund().bytes());
        byte[] file = file("\n", records);

        assertProven(prove(ZM_NAME, file), 2);
        assertProven(prove(ZM_NAME, Arrays.copyOf(file, file.length - 1)), 2);
        assertProven(prove(ZM_NAME, file("\r\n\r\n", records)), 2);
        assertThat(prove(ZM_NAME, file("\n\n", records)).lines())
                .extracting(line -> line.line().position().line())
                .containsExactly(1L, 3L);
    }

    @Test
    void rejectsARecordOfAnotherLength() {
        byte[] record = payment().bytes();
        String name = "早餐".repeat(16);
        byte[] inUtf8 = new String(payment().with(35, name).bytes(), GBK).getBytes(UTF_8);
        List<byte[]> bad =
                List.of(
                        Arrays.copyOf(record, record.length - 1),
                        (new String(record, GBK) + " ").getBytes(GBK),
                        payment().bytes(""),
                        inUtf8,
                        " ".getBytes(US_ASCII),
                        adjustment().bytes());

        Proven proven = prove(ZM_NAME, file("\r\n", bad));

        assertThat(proven.rejects())
                .hasSize(bad.size())
                .extracting(Reject::reason)
                .allMatch(reason -> reason.startsWith("bad_record_length: the line has "));
        assertThat(proven.rejects().get(2).reason())
                .isEqualTo("bad_record_length: the line has 566 bytes, a record of a ZM has 607");
    }

    @Test
    void rejectsTheRecordAtWhichAFileWasCut() {
        byte[] file = goodFile();

        Proven proven = prove(ZM_NAME, Arrays.copyOf(file, file.length - 100));

        assertThat(proven.reason()).startsWith("bad_record_length: ");
        assertThat(proven.lines()).hasSize(1);
    }

    @Test
    void rejectsARecordWithoutItsSeparators() {
        byte[] shifted = payment().with(12, "x".repeat(32)).bytes();
        // The separator behind field 12.
        shifted[144] = 'x';
        Proven proven = prove(ZM_NAME, file("\n", List.of(shifted)));

        assertThat(proven.reason())
                .isEqualTo(
                        "line_inconsistent: byte 145 between the fields 12 and 13 is 78, it must"
                                + " be a space");
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 35})
    void takesANameThatIsCutWithinACharacter(int field) {
        byte[] cut = ("a" + "早".repeat(16)).getBytes(GBK);

        assertProven(prove(payment().with(field, cut)), 1);
        assertProven(prove(payment().with(field, new byte[] {(byte) 0x81}), refund()), 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 12, 30, 41})
    void rejectsOtherBytesThanAsciiWhereNoNameStands(int field) {
        assertThat(prove(payment().with(field, "早")).reason())
                .isEqualTo(
                        "bad_encoding: field "
                                + field
                                + " has the byte d4, only printable ASCII may stand there");
        assertThat(prove(payment().with(field, "\t")).reason())
                .startsWith("line_inconsistent: field " + field + " has the byte 09");
    }

    @Test
    void showsARejectedRecordDecoded() {
        byte[] cut = "早".repeat(17).getBytes(GBK);

        Reject reject = prove(payment().with(31, cut).with(7, "x")).rejects().get(0);

        assertThat(reject.raw()).contains("早".repeat(16) + " ").hasSize(500);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "01,000000002000,D000000000012,C000000001988",
                "03,000000002000,D000000000012,C000000001988",
                "01,000000000001, 000000000000,C000000000001",
                "01,000000000000, 000000000000, 000000000000",
                "01,000000000000,D000000000010,D000000000010",
                "01,000000000000,C000000000000,D000000000000",
                "01,999999999999, 000000000000,C999999999999",
                "04,000000000500, 000000000000,D000000000500",
                "31,000000000500,C000000000003,D000000000497",
                "32,000000000500,D000000000003,D000000000503",
                "33,000000000500,C000000000500, 000000000000"
            })
    void takesWhatAddsUp(String type, String amount, String fee, String settled) {
        Proven proven =
                prove(payment().with(20, type).with(7, amount).with(16, fee).with(17, settled));

        assertProven(proven, 1);
        Line line = proven.lines().get(0);
        boolean payment = type.equals("01") || type.equals("03");
        assertThat(line.key().type())
                .isEqualTo(payment ? TransactionType.PAYMENT : TransactionType.REFUND);
        assertThat(line.line().amount()).isEqualTo(new Money(Long.parseLong(amount), "CNY"));
        long unsigned = Long.parseLong(fee.substring(1));
        assertThat(line.line().feeMinor()).isEqualTo(fee.startsWith("C") ? -unsigned : unsigned);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "7,000000002001,line_inconsistent",
                "16,C000000000012,line_inconsistent",
                "16,D000000000011,line_inconsistent",
                "16, 000000000012,line_inconsistent",
                "16,+000000000012,line_inconsistent",
                "17,D000000001988,line_inconsistent",
                "17,C000000001989,line_inconsistent",
                "20,04,line_inconsistent",
                "20,x1,line_inconsistent",
                "20,'',line_inconsistent",
                "5,0915250000,line_inconsistent",
                "5,'091510000 ',line_inconsistent",
                "5,0229100000,line_inconsistent",
                "7,00000000200x,bad_amount",
                "7,2000,bad_amount",
                "7,-00000002000,bad_amount",
                "7,0000000020.0,bad_amount",
                "16,'',bad_amount",
                "16,D00000000012,bad_amount",
                "17,x,bad_amount",
                "36,x,bad_amount",
                "12,'',line_inconsistent",
                "12,4.00123E+27,id_damaged",
                "10,2.02609E+20,id_damaged",
                "28,802310048993424,wrong_merchant",
                "28,'',wrong_merchant"
            })
    void rejectsARecordThatItCannotRead(int field, String value, String error) {
        assertRejected(payment().with(field, value), error + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "+", "-", "c"})
    void rejectsASignThatSaysNothingOfTheDirectionThoughItAddsUp(String sign) {
        assertRejected(
                payment().with(16, sign + "000000000012").with(17, "C000000002012"),
                "line_inconsistent: field 16 has ");
    }

    @Test
    void namesWhatDoesNotAddUp() {
        assertRejected(
                payment().with(17, "C000000001989"),
                "line_inconsistent: field 17 says that 1989 fen are settled, the amount of 2000"
                        + " and the fee of 12 make it 1988");
    }

    @Test
    void takesTheClearingAmountOfADiscountedRecordWhereThereIsOne() {
        TestingUnionpayRecord discounted = payment().with(36, "C000000000500");
        TestingUnionpayRecord newer = discounted.with(42, "C000000001500 00");

        assertProven(prove(discounted), 1);
        assertProven(prove(newer.with(17, "C000000001488")), 1);
        assertRejected(newer, "line_inconsistent: field 17 says that 1988 fen are settled");
        assertThat(prove(newer.with(17, "C000000001488")).lines().get(0).line().amount().minor())
                .isEqualTo(2000);
        assertProven(prove(refund().with(36, "D000000000100").with(42, "D000000000500")), 1);
    }

    @Test
    void takesTheAmountWhereThereIsNoDiscount() {
        assertProven(prove(payment().with(42, "C000000001500 00")), 1);
        assertProven(prove(payment().with(36, "").with(42, "C000000001500 00")), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "02", "13", "71", "99"})
    void countsEveryOtherTypeAsOther(String type) {
        Proven proven = prove(payment().with(20, type), payment());

        assertProven(proven, 1);
        assertThat(proven.report().content().other()).containsExactly(new OtherLines("CNY", 1));
    }

    @Test
    void countsAdjustmentsAsOtherAndNotTheirFees() {
        TestingUnionpayRecord costly = adjustment().with(15, "D000000000100");

        Proven proven = prove(entries(ZM_NAME, goodFile(), ZME_NAME, file(adjustment(), costly)));

        assertProven(proven, 2);
        assertThat(proven.report().content().other()).containsExactly(new OtherLines("CNY", 2));
        assertThat(proven.report().content().cells().stream().mapToLong(Cell::feeMinor).sum())
                .isEqualTo(12);
    }

    @Test
    void rejectsAnAdjustmentThatItCannotRead() {
        byte[] separator = adjustment().bytes();
        separator[3] = 'x';
        List<byte[]> bad =
                List.of(
                        payment().bytes(),
                        separator,
                        adjustment().with(18, OTHER_MERCHANT).bytes(),
                        adjustment().with(17, "早").bytes());

        Proven proven = prove(ZME_NAME, file("\r\n", bad));

        assertThat(proven.rejects())
                .extracting(reject -> reject.reason().replaceAll(":.*", ""))
                .containsExactly(
                        "bad_record_length", "line_inconsistent", "wrong_merchant", "bad_encoding");
        assertThat(prove(ZME_NAME, file(adjustment().with(22, "备注"))).rejects()).isEmpty();
    }

    @Test
    void readsTheFilesOfSeveralMerchants() {
        TestingUnionpayRecord others = payment().with(28, OTHER_MERCHANT);

        Proven proven =
                prove(
                        entries(
                                ZM_NAME,
                                goodFile(),
                                "x/INN26091588ZM_" + OTHER_MERCHANT,
                                file(others)));

        assertProven(proven, 3);
        assertThat(proven.lines())
                .extracting(line -> line.key().account())
                .containsExactly(MERCHANT, MERCHANT, OTHER_MERCHANT);
        assertThat(proven.lines().get(2).line().position().file())
                .isEqualTo("bill.zip#x/INN26091588ZM_" + OTHER_MERCHANT);
    }

    @Test
    void rejectsTheRecordsOfAMerchantThatTheChannelDoesNotHave() {
        ChannelBills bills = bills().withAccounts(Set.of(MERCHANT));
        byte[] zip =
                TestingArchives.zip(
                        entries(
                                ZM_NAME,
                                goodFile(),
                                "INN26091588ZM_" + OTHER_MERCHANT,
                                file(payment().with(28, OTHER_MERCHANT)),
                                "INN26091588ZME_" + OTHER_MERCHANT,
                                file(adjustment().with(18, OTHER_MERCHANT))));

        Proven proven = prove(bills, "bill.zip", zip);

        assertThat(proven.lines()).hasSize(2);
        assertThat(proven.rejects())
                .extracting(Reject::reason)
                .containsExactly(
                        "wrong_merchant: the account 802310048993424 is none of 898310148160568",
                        "wrong_merchant: the account 802310048993424 is none of 898310148160568");
    }

    @Test
    void takesNoEmptyFileOfAnotherMerchantForADayWithoutBusiness() {
        ChannelBills bills = bills().withAccounts(Set.of(MERCHANT));
        String foreign = "INN26091588ZM_" + OTHER_MERCHANT;
        byte[] none = new byte[0];

        for (Proven proven :
                List.of(
                        prove(bills, foreign, none),
                        prove(bills, "bill.zip", TestingArchives.zip(foreign, none)),
                        prove(
                                bills,
                                "bill.zip",
                                TestingArchives.zip(entries(ZM_NAME, none, foreign, none))))) {
            assertThat(proven.reason())
                    .isEqualTo(
                            "wrong_merchant: the account 802310048993424 is none of"
                                    + " 898310148160568");
            assertThat(proven.rejects()).hasSize(1);
            assertThat(proven.report().isProven()).isFalse();
        }
        assertThat(prove(bills, ZM_NAME, none).report().isProven()).isTrue();
    }

    @Test
    void neverAssignsADayByTheClock() {
        Proven proven = prove(payment().with(5, "0914110000"), refund().with(5, "0916235959"));

        assertProven(proven, 2);
        assertThat(proven.lines()).allMatch(line -> line.day() == DAY_NUMBER);
        assertThat(proven.lines().get(0).line().timeMs())
                .isEqualTo(Instant.parse("2026-09-14T03:00:00Z").toEpochMilli());
    }

    @Test
    void rejectsTheFileOfAnotherDayWhole() {
        String yesterday = ZM_NAME.replace("260915", "260914");

        assertRejectedWhole(prove(yesterday, goodFile()), "wrong_day");
        assertRejectedWhole(
                prove(entries(ZM_NAME, goodFile(), yesterday, goodFile())), "wrong_day");
        assertRejectedWhole(
                prove(entries(ZM_NAME, goodFile(), ZME_NAME.replace("26", "25"), new byte[0])),
                "wrong_day");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "898310148160568_20260915.txt",
                "PED_26091588_898310148160568",
                "PEDERR_26091588_898310148160568",
                "RD2010_26091501_898310148160568",
                "INN26091588ZM_8983101481605",
                "INN26091588ZM_898310148160568.txt",
                "INN26091588ZMX_898310148160568"
            })
    void refusesAFileOfAnotherName(String name) {
        assertRejectedWhole(prove(name, goodFile()), "no_detail_file");
        assertRejectedWhole(prove(entries(name, goodFile())), "no_detail_file");

        Proven proven = prove(entries(name, goodFile(), ZM_NAME, goodFile()));

        assertThat(proven.reason()).startsWith("no_detail_file: the name is neither ");
        assertThat(proven.rejects().get(0).position())
                .isEqualTo(new LinePosition(DAY_NUMBER, "bill.zip#" + name, 0));
        assertThat(proven.lines()).hasSize(2);
        assertThat(proven.report().isProven()).isFalse();
    }

    @Test
    void refusesAnArchiveOfNothing() {
        assertRejectedWhole(prove(Map.of()), "no_detail_file");
    }

    @Test
    void refusesAdjustmentsWhoseArchiveHasNoNormalRecords() {
        String others = "INN26091588ZME_" + OTHER_MERCHANT;
        byte[] adjustments = file(adjustment().with(18, OTHER_MERCHANT));

        assertRejectedWhole(prove(entries(others, adjustments)), "no_detail_file");

        Proven proven = prove(entries(ZM_NAME, goodFile(), others, adjustments));

        assertThat(proven.reason())
                .isEqualTo(
                        "no_detail_file: it has adjustments (ZME) of 802310048993424, and the"
                                + " archive has no ZM of it");
        assertThat(proven.lines()).hasSize(2);
        assertThat(prove(others, adjustments).report().isProven()).isTrue();
    }

    @Test
    void passesOverWhatFileManagersLeave() {
        assertProven(
                prove(
                        entries(
                                ZM_NAME,
                                goodFile(),
                                "__MACOSX/._" + ZM_NAME,
                                new byte[] {0, 5, 22, 7},
                                ".DS_Store",
                                new byte[] {0})),
                2);
    }

    @Test
    void namesTheEntryOfARecordWhereThereAreAdjustmentsToo() {
        Proven proven = prove(entries(ZM_NAME, goodFile(), ZME_NAME, new byte[0]));

        assertThat(proven.lines().get(0).line().position().file()).isEqualTo("bill.zip#" + ZM_NAME);
    }

    @Test
    void keepsSeveralRecordsOfOneOrder() {
        TestingUnionpayRecord again = payment().with(10, "202609151000011002340");
        TestingUnionpayRecord later = refund().with(12, "UPR2").with(10, "20260915110000100234");

        Proven proven = prove(payment(), again, refund(), later);

        assertProven(proven, 4);
        assertThat(proven.lines())
                .extracting(line -> line.line().tradeNumber())
                .containsExactly(
                        "202609151000001002338",
                        "202609151000011002340",
                        "202609151100001002339",
                        "20260915110000100234");
    }

    @Test
    void takesARecordWithoutAQueryNumber() {
        assertThat(prove(payment().with(10, "")).lines().get(0).line().tradeNumber()).isNull();
    }

    @Test
    void takesTextThatWouldBeAFormulaOrAQuoteInATable() {
        assertProven(prove(payment().with(35, "=cmd|' /C calc'!A0"), refund().with(35, "\"")), 2);
        assertProven(prove(payment().with(12, "\"UP,1\t".trim())), 1);
    }
}
