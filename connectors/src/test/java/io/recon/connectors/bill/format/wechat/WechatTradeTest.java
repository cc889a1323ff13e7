package io.recon.connectors.bill.format.wechat;

import static io.recon.connectors.bill.format.wechat.TestingWechatBill.GBK;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.HEADER;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.MARK;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.NAME;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.PAYMENT;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.REFUND;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.billOf;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.good;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.connectors.bill.format.BillFormatContract;
import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.bill.format.TestingArchives;
import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.TestingProofs.Proven;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.Totals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WeChat Pay's trade bills as files: what is one, how it is encoded, where it is cut. */
class WechatTradeTest extends BillFormatContract {
    private static final String FUND_SAMPLE = "1900000109FundBasic2026-09-15.csv";

    static ChannelBills wechat() {
        return ChannelBills.builtIn("wechat", "wechat-trade", ZoneId.of("Asia/Shanghai"));
    }

    @Override
    protected ChannelBills bills() {
        return wechat();
    }

    @Override
    protected String name() {
        return NAME;
    }

    @Override
    protected byte[] goodFile() {
        return good().bytes();
    }

    @Override
    protected String account() {
        return TestingWechatBill.ACCOUNT;
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = WechatTradeTest.class.getResourceAsStream("/bills/wechat/" + name)) {
            return in.readAllBytes();
        }
    }

    private Proven prove(TestingWechatBill bill) {
        return prove(NAME, bill.bytes());
    }

    private Proven proveText(String text) {
        return prove(NAME, text.getBytes(UTF_8));
    }

    private static void assertGood(Proven proven) {
        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.report().detail()).isEmpty();
        assertThat(proven.report().totals()).isEqualTo(Totals.AGREE);
        assertThat(proven.report().isProven()).isTrue();
        assertThat(proven.lines()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1900000109All2026-09-15.csv",
                "1900000109All2026-09-15.csv.gz",
                "1900000109Success2026-09-15.csv",
                "1900000109Refund2026-09-15.csv"
            })
    void readsTheSamplesToTheFen(String name) throws IOException {
        JsonNode expected = new ObjectMapper().readTree(sample("expected.json")).get(name);

        Proven proven = prove(name, sample(name));

        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.report().totals()).isEqualTo(Totals.AGREE);
        assertThat(proven.lines()).hasSize(expected.get("lines").asInt());
        FileContent content = proven.report().content();
        assertThat(count(content, TransactionType.PAYMENT))
                .isEqualTo(expected.get("payments").asLong());
        assertThat(amountMinor(content, TransactionType.PAYMENT))
                .isEqualTo(expected.get("payments_minor").asLong());
        assertThat(count(content, TransactionType.REFUND))
                .isEqualTo(expected.get("refunds").asLong());
        assertThat(amountMinor(content, TransactionType.REFUND))
                .isEqualTo(expected.get("refunds_minor").asLong());
        assertThat(content.cells().stream().mapToLong(Cell::feeMinor).sum())
                .isEqualTo(expected.get("fee_minor").asLong());
    }

    private static long count(FileContent content, TransactionType type) {
        return content.cells().stream()
                .filter(cell -> cell.type() == type)
                .mapToLong(Cell::count)
                .sum();
    }

    private static long amountMinor(FileContent content, TransactionType type) {
        return content.cells().stream()
                .filter(cell -> cell.type() == type)
                .mapToLong(Cell::amountMinor)
                .sum();
    }

    @Test
    void refusesAFundBill() throws IOException {
        assertRejectedWhole(prove(FUND_SAMPLE, sample(FUND_SAMPLE)), "no_detail_file");
    }

    @Test
    void refusesTheAnswerThatOnlyNamesABill() throws IOException {
        Proven proven = prove("bill.csv", sample("tradebill_response.json"));

        assertRejectedWhole(proven, "missing_header");
        assertThat(proven.report().detail()).contains("WeChat's answer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no_bill | <xml><return_code>FAIL</return_code><return_msg>No Bill Exist"
                        + "</return_msg><error_code>20002</error_code></xml>",
                "no_bill | <xml>#<return_code><![CDATA[FAIL]]></return_code>#<return_msg>"
                        + "<![CDATA[No Bill Exist]]></return_msg>#</xml>",
                "no_bill | {\"code\":\"NO_STATEMENT_EXIST\",\"message\":\"请求的账单文件不存在\"}",
                "bill_not_ready | {#  \"code\": \"STATEMENT_CREATING\",#  \"message\": \"账单生成中\"#}",
                "bill_not_ready | <xml><return_msg><![CDATA[Bill Creating]]></return_msg></xml>",
                "missing_header | <xml><return_msg><![CDATA[SIGN ERROR]]></return_msg></xml>",
                "missing_header | {\"code\":\"SYSTEM_ERROR\"}",
                "missing_header | <!DOCTYPE html><html><body>502</body></html>"
            })
    void refusesAnAnswerThatWasSavedAsABill(String error, String body) {
        String text = body.replace('#', '\n');

        assertRejectedWhole(proveText(text), error);
        assertRejectedWhole(prove(NAME + ".gz", TestingArchives.gzip(text.getBytes(UTF_8))), error);
        assertRejectedWhole(proveText("\r\n" + text), error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "微信支付账单明细,,,,,,,,\n微信昵称：[a],,,,,,,,\n",
                "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n",
                "#支付宝业务明细查询\n",
                "hello\n",
                "\n\n"
            })
    void refusesWhatIsNoBillOfAMerchant(String text) {
        assertRejectedWhole(proveText(MARK + text), "missing_header");
        assertRejectedWhole(prove(NAME, text.getBytes(GBK)), "missing_header");
    }

    @Test
    void refusesABillWithoutItsHeader() {
        assertRejectedWhole(prove(good().with(HEADER, "")), "missing_header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", MARK, MARK + MARK, "?", "\r\n", MARK + "\n \t\n"})
    void readsABillWhateverStandsBeforeItsFirstName(String before) {
        assertGood(proveText(before + good().text("\n")));
        assertGood(proveText(before + good().text("\r\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030"})
    void readsTheEncodingsOfTheInterfaceAndOfTheWebPage(String charset) {
        TestingWechatBill bill = good().with("茶", "绿茶（礼盒）");

        assertGood(prove(NAME, bill.text("\r\n").getBytes(Charset.forName(charset))));
    }

    @Test
    void readsWhatOnlyUtf8AndGb18030Have() {
        String text = good().with("WX1", "𠮷1").text("\n").replace("茶", "茶🍵");

        for (String charset : new String[] {"UTF-8", "GB18030"}) {
            Proven proven = prove(NAME, (MARK + text).getBytes(Charset.forName(charset)));

            assertGood(proven);
            assertThat(proven.lines().get(0).key().number()).isEqualTo("𠮷1");
        }
    }

    @Test
    void rejectsATextOfTwoEncodingsWhole() {
        byte[] utf8 = good().bytes();
        byte[] mixed = Arrays.copyOf(utf8, utf8.length + 2);
        System.arraycopy("茶".getBytes(GBK), 0, mixed, utf8.length, 2);

        assertRejectedWhole(prove(NAME, mixed), "bad_encoding");
    }

    @Test
    void skipsBlankLines() {
        assertGood(proveText(good().text("\r\n\r\n \t\r\n")));
    }

    @Test
    void findsColumnsByNameInAnyOrder() {
        Proven proven = prove(good().reversed());

        assertGood(proven);
        assertThat(proven.report().content()).isEqualTo(prove(good()).report().content());
        assertGood(prove(good().with("费率备注", "别的").with("设备号", "终端")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "交易时间", "商户号", "特约商户号", "微信订单号", "商户订单号", "交易状态", "货币种类", "微信退款单号", "商户退款单号",
                "退款状态", "商品名称", "手续费", "订单金额", "申请退款金额"
            })
    void rejectsAFileWithoutAColumnThatItNeedsWhole(String column) {
        Proven proven = prove(good().with(HEADER, withoutColumn(column)));

        assertRejectedWhole(proven, "missing_header");
        assertThat(proven.report().detail()).contains("no column " + column);
    }

    private static String withoutColumn(String column) {
        return ("," + HEADER).replace("," + column + ",", ",别的,").substring(1);
    }

    @Test
    void rejectsAFileWithADoubledColumnWhole() {
        assertRejectedWhole(prove(good().with("费率备注", "订单金额")), "missing_header");
    }

    @Test
    void rejectsARecordThatGoesOnForeverWhole() {
        ChannelBills bills = bills().withLimits(new BillLimits(2L << 30, 4 << 10, 1_000, 1_000));
        TestingWechatBill endless = billOf(PAYMENT, REFUND + ("\n" + "x".repeat(1_000)).repeat(4));

        assertRejectedWhole(prove(bills, NAME, endless.bytes()), "line_too_long");
        assertGood(prove(endless));
    }

    @Test
    void takesNoPartOfABillForTheWhole() {
        byte[] whole = good().bytes();
        FileContent content = prove(NAME, whole).report().content();

        for (int length = 0; length < whole.length; length++) {
            Proven proven = prove(NAME, Arrays.copyOf(whole, length));
            if (proven.report().isProven()) {
                // Only zeros of the last total, or the last line's end, may be missing.
                assertThat(proven.report().content()).isEqualTo(content);
                assertThat(length).isGreaterThan(whole.length - 6);
            }
        }
    }

    @Test
    void reportsEntriesThatAreNoTradeBills() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("__MACOSX/._a.csv", new byte[] {0, 5, 22, 7});
        entries.put("账单/" + NAME, good().bytes());
        entries.put("账单/说明.txt", "hello".getBytes(UTF_8));
        entries.put("账单/昨天.csv", "{\"code\":\"STATEMENT_CREATING\"}".getBytes(UTF_8));

        Proven proven = prove("账单.zip", TestingArchives.zip(entries));

        assertThat(proven.lines()).hasSize(2);
        assertThat(proven.report().isProven()).isFalse();
        assertThat(proven.rejects())
                .extracting(reject -> reject.position().file() + " " + reject.reason())
                .anyMatch(reason -> reason.startsWith("账单.zip#账单/说明.txt no_detail_file: "))
                .anyMatch(reason -> reason.startsWith("账单.zip#账单/昨天.csv bill_not_ready: "))
                .hasSize(2);
    }

    @Test
    void refusesAnArchiveWithoutATradeBill() throws IOException {
        assertRejectedWhole(prove("a.zip", TestingArchives.zip(Map.of())), "no_detail_file");
        assertRejectedWhole(
                prove("a.zip", TestingArchives.zip("a.csv", sample(FUND_SAMPLE))),
                "no_detail_file");
    }

    @Test
    void provesEveryBillOfAnArchiveByItsOwnTotals() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a.csv", good().bytes());
        entries.put("b.csv", billOf(REFUND).bytes());

        Proven proven = prove("a.zip", TestingArchives.zip(entries));

        assertThat(proven.error()).isEqualTo("totals_mismatch");
        assertThat(proven.report().detail()).startsWith("总交易单数: 2 lines declared, 1 read, ");
        assertThat(proven.lines()).hasSize(3);
    }
}
