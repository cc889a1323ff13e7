package io.recon.connectors.bill.format.alipay;

import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.ACCOUNT_LINE;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.DAY_LINE;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.DETAIL_NAME;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.END_LINE;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.HEADER;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.PAYMENT;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.PAYMENTS_LINE;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.REFUND;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.REFUNDS_LINE;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.SUMMARY_NAME;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.billOf;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.good;
import static io.recon.connectors.bill.format.alipay.TestingAlipayBill.summary;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.connectors.bill.format.BillFormatContract;
import io.recon.connectors.bill.format.TestingArchives;
import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.TestingProofs.Proven;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.bill.BillRecord.Totals;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alipay's trade bills and what is wrong with some. */
class AlipayTradeTest extends BillFormatContract {
    private static final String SAMPLE = "20880011600000230156_20260915.csv.zip";
    private static final String FUND_SAMPLE = "20880011600000230156_20260915_fund.csv.zip";

    @Override
    protected ChannelBills bills() {
        return ChannelBills.builtIn("alipay", "alipay-trade", ZoneId.of("Asia/Shanghai"));
    }

    @Override
    protected String name() {
        return DETAIL_NAME;
    }

    @Override
    protected byte[] goodFile() {
        return good().bytes();
    }

    @Override
    protected String account() {
        return TestingAlipayBill.ACCOUNT;
    }

    private Proven prove(TestingAlipayBill bill) {
        return prove(DETAIL_NAME, bill.bytes());
    }

    private Proven prove(TestingAlipayBill detail, TestingAlipayBill summary) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(SUMMARY_NAME, summary.bytes());
        entries.put(DETAIL_NAME, detail.bytes());
        return prove("bill.zip", TestingArchives.zip(entries));
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = AlipayTradeTest.class.getResourceAsStream("/bills/alipay/" + name)) {
            return in.readAllBytes();
        }
    }

    private static void assertDisagrees(Proven proven, String detail) {
        assertThat(proven.report().totals()).isEqualTo(Totals.DISAGREE);
        assertThat(proven.error()).isEqualTo("totals_mismatch");
        assertThat(proven.report().detail()).isEqualTo(detail);
        assertThat(proven.report().isProven()).isFalse();
        assertThat(proven.lines()).isNotEmpty();
    }

    private static void assertAgrees(Proven proven) {
        assertThat(proven.report().detail()).isEmpty();
        assertThat(proven.report().totals()).isEqualTo(Totals.AGREE);
        assertThat(proven.report().isProven()).isTrue();
    }

    @Test
    void readsTheSampleToTheFen() throws IOException {
        JsonNode expected = new ObjectMapper().readTree(sample("expected.json")).get(SAMPLE);

        Proven proven = prove(SAMPLE, sample(SAMPLE));

        assertAgrees(proven);
        assertThat(proven.rejects()).isEmpty();
        Cell payments = proven.report().content().cells().get(0);
        Cell refunds = proven.report().content().cells().get(1);
        assertThat(payments.type()).isEqualTo(TransactionType.PAYMENT);
        assertThat(payments.count()).isEqualTo(expected.get("payments").asLong());
        assertThat(payments.amountMinor()).isEqualTo(expected.get("payments_minor").asLong());
        assertThat(refunds.count()).isEqualTo(expected.get("refunds").asLong());
        assertThat(refunds.amountMinor()).isEqualTo(expected.get("refunds_minor").asLong());
        assertThat(payments.feeMinor() + refunds.feeMinor())
                .isEqualTo(expected.get("fee_minor").asLong());
        assertThat(proven.lines()).hasSize(expected.get("lines").asInt());
        assertThat(proven.lines().get(5).line().amount().minor()).isEqualTo(3200);
        assertThat(proven.lines().get(6).line().amount().minor()).isEqualTo(10000);
    }

    @Test
    void refusesAFundBill() throws IOException {
        assertRejectedWhole(prove(FUND_SAMPLE, sample(FUND_SAMPLE)), "no_detail_file");
    }

    @Test
    void readsWhatALineSays() {
        Proven proven = prove(good());

        assertAgrees(proven);
        Line payment = proven.lines().get(0);
        assertThat(payment.key().type()).isEqualTo(TransactionType.PAYMENT);
        assertThat(payment.key().number()).isEqualTo("PO1");
        assertThat(payment.key().account()).isEqualTo("2088001160000023");
        assertThat(payment.line().tradeNumber()).isEqualTo("2026091522001");
        assertThat(payment.line().amount().minor()).isEqualTo(2000);
        assertThat(payment.line().amount().currency()).isEqualTo("CNY");
        assertThat(payment.line().feeMinor()).isEqualTo(12);
        assertThat(payment.line().timeMs())
                .isEqualTo(Instant.parse("2026-09-15T02:00:00Z").toEpochMilli());
        assertThat(payment.line().position().line()).isEqualTo(6);
        Line refund = proven.lines().get(1);
        assertThat(refund.key().type()).isEqualTo(TransactionType.REFUND);
        assertThat(refund.key().number()).isEqualTo("RF1");
        assertThat(refund.line().amount().minor()).isEqualTo(500);
    }

    @Test
    void readsUtf8AndBothLineEnds() {
        for (String lineEnd : new String[] {"\n", "\r\n"}) {
            assertAgrees(prove(DETAIL_NAME, good().bytes(UTF_8, lineEnd)));
            assertAgrees(prove(DETAIL_NAME, good().with("#支", "\uFEFF#支").bytes(UTF_8, lineEnd)));
            assertAgrees(prove(DETAIL_NAME, good().bytes(TestingAlipayBill.GB18030, lineEnd)));
        }
    }

    @Test
    void readsWhatOnlyGb18030Has() {
        String row = PAYMENT.replace("PO1", "𠮷1");

        Proven proven = prove(billOf(row, REFUND));

        assertThat(proven.lines().get(0).key().number()).isEqualTo("𠮷1");
    }

    @Test
    void rejectsATextOfTwoEncodingsWhole() {
        byte[] utf8 = good().bytes(UTF_8, "\n");
        byte[] other = good().with("茶", "茶叶").bytes();
        byte[] mixed = utf8.clone();
        System.arraycopy(other, other.length - 40, mixed, mixed.length - 40, 40);

        assertRejectedWhole(prove(DETAIL_NAME, mixed), "bad_encoding");
    }

    @Test
    void knowsTheTextsByTheirFirstLinesNotByNames() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("__MACOSX/._a.csv", new byte[] {0, 5, 22, 7});
        entries.put("目录/", new byte[0]);
        entries.put("目录/" + DETAIL_NAME, summary("合计,,1,1,15.00,,,,,-0.12,,").bytes());
        entries.put("目录/" + SUMMARY_NAME, good().bytes());

        Proven proven = prove("a.zip", TestingArchives.zip(entries));

        assertAgrees(proven);
        assertThat(proven.lines()).hasSize(2);
        assertThat(proven.lines().get(0).line().position().file()).isEqualTo("a.zip");
    }

    @Test
    void findsColumnsByNameInAnyVariant() {
        String narrow = HEADER.replace('（', '(').replace('）', ')').replace("集分宝", "集分宝抵扣");
        String wide = HEADER.replace("分润（元）,备注", "实收净额（元）,商户识别号,交易方式,备注,花呗分期手续费,花呗分期数");

        assertAgrees(prove(good().with(HEADER, narrow)));
        assertAgrees(
                prove(
                        good().with(HEADER, wide)
                                .with("-0.12,0.00,", "-0.12,19.88,,,,,")
                                .with("RF1\t,0.00,0.00,", "RF1\t,0.00,-5.00,,,,,")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "支付宝交易号",
                "商户订单号",
                "业务类型",
                "完成时间",
                "订单金额（元）",
                "商家实收（元）",
                "退款批次号/请求号",
                "服务费（元）"
            })
    void rejectsAFileWithoutAColumnThatItNeeds(String column) {
        Proven proven = prove(good().with(HEADER, HEADER.replace(column, "别的")));

        assertRejectedWhole(proven, "missing_header");
        assertThat(proven.report().detail()).contains("no column " + column.replace("（元）", ""));
    }

    @Test
    void rejectsAFileWithADoubledColumn() {
        assertRejectedWhole(
                prove(good().with(HEADER, HEADER.replace("备注", "订单金额(元)"))), "missing_header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "支付宝交易记录明细查询\n账号:[a@b.c]\n",
                "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------\n导出信息：\n",
                "交易时间,交易分类,交易对方\n"
            })
    void refusesWhatCustomersExport(String text) {
        assertRejectedWhole(
                prove("alipay_record.csv", text.getBytes(TestingAlipayBill.GB18030)),
                "missing_header");
    }

    @Test
    void refusesASummaryWithoutDetails() {
        byte[] summary = summary("合计,,1,1,15.00,,,,,-0.12,,").bytes();

        assertRejectedWhole(prove("a.zip", TestingArchives.zip("a", summary)), "no_detail_file");
        assertRejectedWhole(prove("a.zip", TestingArchives.zip(Map.of())), "no_detail_file");
    }

    @Test
    void reportsAnEntryThatIsNoPartOfATradeBill() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("readme.txt", "hello".getBytes(UTF_8));
        entries.put(DETAIL_NAME, good().bytes());

        Proven proven = prove("a.zip", TestingArchives.zip(entries));

        assertThat(proven.reason()).startsWith("no_detail_file: ");
        assertThat(proven.lines()).hasSize(2);
        assertThat(proven.report().isProven()).isFalse();
    }

    @Test
    void acceptsAnAccountOf16Or20Digits() {
        assertAgrees(prove(good().with("20880011600000230156", "2088001160000023")));
        assertAgrees(prove(good().with("账号：", "账号:")));
        assertRejectedWhole(prove(good().with("20880011600000230156", "208800")), "missing_header");
        assertRejectedWhole(prove(good().with(ACCOUNT_LINE, "")), "missing_header");
    }

    @Test
    void rejectsTheBillOfAnotherAccountWhole() {
        ChannelBills bills = bills().withAccounts(Set.of("2088999999999999"));

        assertRejectedWhole(prove(bills, DETAIL_NAME, good().bytes()), "wrong_merchant");
    }

    @ParameterizedTest
    @CsvSource({
        "2026年09月15日 00,2026年09月14日 00",
        "2026年09月16日 00,2026年09月15日 00",
        "2026年09月16日 00,2026年10月01日 00",
        "2026年09月15日 00,2026年09月01日 00",
        "2026年09月15日 00,2026年09月15日 01"
    })
    void rejectsTheBillOfAnotherDayWhole(String right, String wrong) {
        assertRejectedWhole(prove(good().with(right, wrong)), "wrong_day");
    }

    @Test
    void rejectsABillWithoutItsDayWhole() {
        assertRejectedWhole(prove(good().with(DAY_LINE, "")), "missing_header");
    }

    @Test
    void readsAnEmptyDay() {
        Proven proven =
                prove(
                        billOf().with("：1笔", "：0笔").with("20.00", "0.00").with("-5.00", "0.00"),
                        summary("合计,,0,0,0.00,,,,,0.00,,"));

        assertAgrees(proven);
        assertThat(proven.lines()).isEmpty();
        assertThat(proven.report().content().cells()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {END_LINE, PAYMENTS_LINE, REFUNDS_LINE})
    void rejectsABillWithoutItsEndWhole(String line) {
        assertRejectedWhole(prove(good().with(line, "")), "missing_trailer");
    }

    @Test
    void rejectsABillWhoseTrailerCannotBeReadWhole() {
        assertRejectedWhole(prove(good().with("：1笔", "：很多笔")), "missing_trailer");
    }

    @Test
    void saysWhichTotalsDisagree() {
        assertDisagrees(
                prove(good().with("交易合计：1笔", "交易合计：1000笔")), "交易合计: 1000 lines declared, 1 read");
        assertDisagrees(
                prove(good().with("退款共-5.00", "退款共-5.01")),
                "退款合计: 商家实收退款 5.01 declared, 5.00 read");
        assertDisagrees(
                prove(good().with("商家优惠共0.00", "商家优惠共1.00")),
                "交易合计: 商家优惠 1.00 declared, 0.00 read");
        assertDisagrees(
                prove(billOf(PAYMENT)),
                "退款合计: 1 lines declared, 0 read, 退款合计: 商家实收退款 5.00 declared, 0.00 read");
    }

    @Test
    void comparesATrailerThatStandsTwiceWithBoth() {
        String other = PAYMENTS_LINE.replace("1笔", "2笔");

        assertDisagrees(
                prove(good().with(PAYMENTS_LINE, other + "\r\n" + PAYMENTS_LINE)),
                "交易合计: 2 lines declared, 1 read");
    }

    @Test
    void readsTheOlderTrailerAndThousandsSeparators() {
        String large = PAYMENT.replace("20.00,20.00", "1234567.89,1234567.89");

        assertAgrees(prove(billOf(large, REFUND).with("商家实收共20.00", "商家实收共1,234,567.89")));
        assertAgrees(
                prove(
                        good().with(PAYMENTS_LINE, "#交易合计:1笔,交易金额共20.00元,优惠金额共0.00元,,,,")
                                .with(REFUNDS_LINE, "#退款合计:1笔,交易退款金额共-5.00元,优惠退款金额共0.00元")));
    }

    @Test
    void comparesTheSummaryToo() {
        assertAgrees(prove(good(), summary("合计,,1,1,15.00,,,,,-0.12,,")));
        assertAgrees(prove(good(), summary("合计\t,\t,1,1,20.00,,,,,-0.12,,")));
        assertDisagrees(
                prove(good(), summary("合计,,2,1,15.00,,,,,-0.12,,")),
                "汇总 交易订单总笔数: 2 lines declared, 1 read");
        assertDisagrees(
                prove(good(), summary("合计,,1,1,15.00,,,,,-0.13,,")),
                "汇总: 服务费 -0.13 declared, -0.12 read");
        assertDisagrees(
                prove(good(), summary("合计,,1,1,19.00,,,,,-0.12,,")),
                "汇总: 订单金额 19.00 declared, 15.00 read");
    }

    @Test
    void rejectsAFileWhoseSummaryIsCutOff() {
        assertRejectedWhole(
                prove(good(), summary("合计,,1,1,15.00,,,,,-0.12,,").with("列表结束", "")),
                "missing_trailer");
        assertRejectedWhole(
                prove(good(), summary("SH001,店,1,1,15.00,,,,,-0.12,,")), "missing_trailer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "交易 | line_inconsistent | 收费",
                "交易 | line_inconsistent | ''",
                "20.00,20.00 | bad_amount | 20.001,20.00",
                "20.00,20.00 | bad_amount | -20.00,20.00",
                "20.00,20.00 | bad_amount | 20.00,",
                "20.00,20.00 | bad_amount | ２０.00,20.00",
                "-0.12 | bad_amount | x",
                "PO1 | line_inconsistent | ''",
                "PO1 | id_damaged | 4.00123E+27",
                "2026091522001 | id_damaged | 2.02609E+27",
                "15 10:00:00 | line_inconsistent | 15 10:00",
                "15 10:00:00 | line_inconsistent | 31 10:00:00",
                "-0.12,0.00, | column_mismatch | -0.12"
            })
    void rejectsARowThatItCannotRead(String good, String error, String bad) {
        String row = PAYMENT.replace(good, bad);

        Proven proven = prove(billOf(row, REFUND));

        assertThat(proven.reason()).startsWith(error + ": ");
        assertThat(proven.rejects().get(0).raw()).isEqualTo(row);
        assertThat(proven.rejects().get(0).position().line()).isEqualTo(6);
        assertThat(proven.lines()).hasSize(1);
        assertThat(proven.report().detail())
                .isEqualTo("交易合计: 1 lines declared, 0 read, 交易合计: 商家实收 20.00 declared, 0.00 read");
    }

    @Test
    void rejectsARowWhoseBareCommasStandBehindTheName() {
        Proven proven = prove(good().with("RF1\t,0.00,0.00,", "RF1\t,0.00,0.00,a,b,c"));

        assertThat(proven.reason()).startsWith("line_inconsistent: column 完成时间: ");
        assertThat(proven.lines()).hasSize(1);
    }

    @Test
    void givesBareCommasAndQuotesToTheName() {
        assertAgrees(prove(good().with("交易,茶", "交易,茶, 大杯, 热")));
        assertAgrees(prove(good().with("交易,茶", "交易,\"茶, \"\"热\"\"\"")));
        assertAgrees(prove(good().with("交易,茶", "交易,\"27 寸\" 屏")));
        assertAgrees(prove(good().with("交易,茶", "交易,\"27 寸")));
        assertAgrees(prove(good().with("交易,茶", "交易,=cmd|' /C calc'!A0")));
    }

    @Test
    void letsNoOpenQuoteSwallowTheNextRow() {
        Proven proven = prove(good().with("茶", "\"茶"));

        assertAgrees(proven);
        assertThat(proven.lines()).hasSize(2);
    }

    @Test
    void takesTheOrderNumberOfARefundWithoutItsOwn() {
        assertThat(prove(good().with("RF1", "")).lines().get(1).key().number()).isEqualTo("PO1");
    }

    @Test
    void readsRefundsOfEitherSignAndFeesGivenBack() {
        Proven proven =
                prove(
                        good().with("-5.00,-5.00", "5.00,5.00")
                                .with("RF1\t,0.00", "RF1\t,0.03")
                                .with("共-5.00", "共5.00"));

        assertAgrees(proven);
        assertThat(proven.lines().get(1).line().amount().minor()).isEqualTo(500);
        assertThat(proven.lines().get(1).line().feeMinor()).isEqualTo(-3);
    }

    @Test
    void takesAPaymentOfNothing() {
        Proven proven = prove(good().with("20.00", "0.00"));

        assertAgrees(proven);
        assertThat(proven.lines().get(0).line().amount().minor()).isZero();
    }

    @Test
    void rejectsRowsWhereNoneMayBe() {
        Proven behind = prove(good().and(PAYMENT));
        Proven comment = prove(billOf(PAYMENT, "#交易", REFUND));

        assertThat(behind.reason()).startsWith("line_inconsistent: a row behind the list's end");
        assertThat(behind.lines()).hasSize(2);
        assertThat(comment.reason()).startsWith("column_mismatch: ");
    }

    @Test
    void takesNoPartOfABillForTheWhole() {
        byte[] whole = good().bytes();
        FileContent content = prove(DETAIL_NAME, whole).report().content();

        for (int length = 0; length < whole.length; length++) {
            Proven proven = prove(DETAIL_NAME, Arrays.copyOf(whole, length));
            if (proven.report().isProven()) {
                assertThat(proven.report().content()).isEqualTo(content);
            } else {
                assertThat(proven.lines()).isEmpty();
            }
        }
    }

    @Test
    void keepsSeveralRefundsOfOneOrderApart() {
        String second = REFUND.replace("RF1", "RF2");

        Proven proven =
                prove(
                        billOf(PAYMENT, REFUND, second)
                                .with("退款合计：1笔", "退款合计：2笔")
                                .with("退款共-5.00", "退款共-10.00"));

        assertAgrees(proven);
        assertThat(proven.lines())
                .extracting(line -> line.key().number())
                .containsExactly("PO1", "RF1", "RF2");
    }

    @Test
    void rejectsARowWhoseAmountHasSeparatorsOfThousands() {
        Proven proven = prove(good().with("20.00,20.00", "\"1,020.00\",20.00"));

        assertThat(proven.reason()).startsWith("bad_amount: column 订单金额");
    }

    @Test
    void acceptsHashLinesThatAreFilledUpWithCommas() {
        assertAgrees(
                prove(
                        good().with("查询", "查询,,,,")
                                .with("0156]", "0156],,,")
                                .with("列表结束----", "列表结束----,,,")
                                .with("0.00元", "0.00元,,,,")));
    }
}
