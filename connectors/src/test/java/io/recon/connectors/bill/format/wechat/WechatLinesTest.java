package io.recon.connectors.bill.format.wechat;

import static io.recon.connectors.bill.format.wechat.TestingWechatBill.FIRST_14;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.HEADER;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.PAYMENT;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.REFUND;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.TOTALS;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.TOTALS_HEADER;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.billOf;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.good;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.proof.TestingProofs.Proven;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillRecord.Line;
import io.recon.model.bill.BillRecord.Totals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lines of WeChat Pay's trade bills say, and what they may not say. */
class WechatLinesTest {
    @TempDir private Path directory;

    private Proven prove(TestingWechatBill bill) {
        return bill.proveIn(directory);
    }

    private Line payment(TestingWechatBill bill) {
        Proven proven = prove(bill);
        assertGood(proven);
        return proven.lines().get(0);
    }

    private Line refund(TestingWechatBill bill) {
        Proven proven = prove(bill);
        assertGood(proven);
        return proven.lines().get(1);
    }

    private static void assertGood(Proven proven) {
        assertThat(proven.rejects()).isEmpty();
        assertThat(proven.report().detail()).isEmpty();
        assertThat(proven.report().totals()).isEqualTo(Totals.AGREE);
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @Test
    void readsWhatALineSays() {
        Line payment = payment(good());
        assertThat(payment.key().type()).isEqualTo(TransactionType.PAYMENT);
        assertThat(payment.key().number()).isEqualTo("WX1");
        assertThat(payment.key().account()).isEqualTo("1900000109");
        assertThat(payment.line().tradeNumber()).isEqualTo("4200001");
        assertThat(payment.line().amount().minor()).isEqualTo(2000);
        assertThat(payment.line().amount().currency()).isEqualTo("CNY");
        assertThat(payment.line().feeMinor()).isEqualTo(11);
        assertThat(payment.line().status()).isEqualTo(TransactionStatus.SUCCESS);
        assertThat(payment.line().timeMs()).isEqualTo(ms("2026-09-15T02:00:00Z"));
        assertThat(payment.line().position().line()).isEqualTo(2);

        Line refund = refund(good());
        assertThat(refund.key().type()).isEqualTo(TransactionType.REFUND);
        assertThat(refund.key().number()).isEqualTo("RF1");
        assertThat(refund.line().tradeNumber()).isEqualTo("5030001");
        assertThat(refund.line().amount().minor()).isEqualTo(500);
        assertThat(refund.line().feeMinor()).isEqualTo(-3);
        assertThat(refund.line().timeMs()).isEqualTo(ms("2026-09-15T03:00:00Z"));
        assertThat(refund.line().position().line()).isEqualTo(3);
    }

    @Test
    void readsABillOfPaidOrders() {
        String header = FIRST_14 + "商品名称,商户数据包,手续费,费率,订单金额,费率备注";
        String paid = PAYMENT.replace(",`0,`0,`0.00,`0.00,`,`,`茶", ",`茶");
        String row = paid.replace("`20.00,`0.00,`", "`20.00,`");
        String totals = "`1,`18.00,`0.00,`0.00,`0.11000,`20.00,`0.00";

        Line line = payment(TestingWechatBill.of(header, row, TOTALS_HEADER, totals));

        assertThat(line.key().number()).isEqualTo("WX1");
        assertThat(line.line().amount().minor()).isEqualTo(2000);
        assertThat(line.line().feeMinor()).isEqualTo(11);
        String refunded = row.replace("SUCCESS", "REFUND");
        assertThat(prove(TestingWechatBill.of(header, refunded, TOTALS_HEADER, totals)).reason())
                .startsWith("line_inconsistent: column 交易状态 has \"REFUND\", but the bill has no");
    }

    @Test
    void takesTheTimeOfARefundBillFromWhenItWasAskedFor() {
        String header = HEADER.replace("微信退款单号", "退款申请时间,退款成功时间,微信退款单号");
        String row = REFUND.replace("`5030001", "`2026-09-15 12:34:56,`,`5030001");
        String totals = "`1,`0.00,`4.00,`0.00,`-0.03000,`0.00,`5.00";

        Line line = payment(TestingWechatBill.of(header, row, TOTALS_HEADER, totals));

        assertThat(line.key().number()).isEqualTo("RF1");
        assertThat(line.line().timeMs()).isEqualTo(ms("2026-09-15T04:34:56Z"));
        String without = row.replace("`2026-09-15 12:34:56", "`");
        assertThat(prove(TestingWechatBill.of(header, without, TOTALS_HEADER, totals)).reason())
                .startsWith("line_inconsistent: column 退款申请时间: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"企业红包", "代金券或立减优惠"})
    void readsTheColumnsOfFormerYears(String coupon) {
        String first =
                FIRST_14.replace("特约商户号", "子商户号").replace("应结订单金额", "总金额").replace("代金券", coupon);
        String header = first + "微信退款单号,商户退款单号,退款金额," + coupon + "退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率";
        String payment = PAYMENT.replace(",`20.00,`0.00,`", "");
        String refund = REFUND.replace(",`0.00,`5.00,`", "").replace("`4.00,`0.00", "`4.0,`1");
        String totalsHeader = "总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额";
        String totals = "`2,`18.00,`4.00,`1.00,`0.08";

        Proven proven = prove(TestingWechatBill.of(header, payment, refund, totalsHeader, totals));

        assertGood(proven);
        assertThat(proven.lines().get(0).line().amount().minor()).isEqualTo(1800);
        assertThat(proven.lines().get(1).line().amount().minor()).isEqualTo(400);
        assertThat(proven.lines().get(1).key().number()).isEqualTo("RF1");
        assertThat(
                        prove(
                                        TestingWechatBill.of(
                                                first + "商品名称,商户数据包,手续费,费率",
                                                payment.replace(",`0,`0,`0.00,`0.00,`,`", ""),
                                                totalsHeader,
                                                "`1,`18.00,`0,`0,`0.11"))
                                .report()
                                .isProven())
                .isTrue();
        assertThat(
                        prove(TestingWechatBill.of(header, payment, totalsHeader, totals))
                                .report()
                                .detail())
                .contains("总企业红包退款金额: 1.00 declared, 0.00 read");
    }

    @Test
    void readsTheRefundsOfFormerYears() {
        String first = FIRST_14.replace("特约商户号", "子商户号").replace("应结订单金额", "总金额");
        String header =
                first.replace("代金券", "企业红包")
                        + "退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,企业红包退款金额,退款类型,退款状态,"
                        + "商品名称,商户数据包,手续费,费率";
        String refund =
                REFUND.replace(",`0.00,`5.00,`", "")
                        .replace("`5030001", "`2026-09-15 12:00:00,`2026-09-15 12:00:09,`5030001");

        Proven proven =
                prove(
                        TestingWechatBill.of(
                                header,
                                refund,
                                "总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额",
                                "`1,`0.00,`4.00,`0.00,`-0.03"));

        assertThat(proven.report().isProven()).isTrue();
        assertThat(proven.lines().get(0).line().amount().minor()).isEqualTo(400);
        assertThat(proven.lines().get(0).line().timeMs())
                .isEqualTo(Instant.parse("2026-09-15T04:00:00Z").toEpochMilli());
    }

    @Test
    void takesASubMerchantForTheAccount() {
        assertThat(payment(good().with("`0,`POS-1", "`1555,`POS-1")).key().account())
                .isEqualTo("1555");
        assertThat(payment(good().with("`0,`POS-1", "`,`POS-1")).key().account())
                .isEqualTo("1900000109");
    }

    @Test
    void keepsAnOrderNumberOfTwoSubMerchantsApart() {
        String other = PAYMENT.replace("`0,`POS-1", "`1555,`POS-1");

        Proven proven = prove(billOf(PAYMENT, other));

        assertThat(proven.lines().get(0).key()).isNotEqualTo(proven.lines().get(1).key());
    }

    @Test
    void keepsTwoRefundsOfOneOrderApart() {
        Proven proven = prove(billOf(REFUND, REFUND.replace("RF1", "RF2")));

        assertThat(proven.lines())
                .extracting(line -> line.key().number())
                .containsExactly("RF1", "RF2");
    }

    @Test
    void rejectsTheLinesOfOtherAccountsAndStillComparesTheTotals() {
        Proven proven =
                good().with("`0,`POS-1", "`1555,`POS-1")
                        .proveIn(directory, WechatTradeTest.wechat().withAccounts(Set.of("1555")));

        assertThat(proven.reason())
                .isEqualTo("wrong_merchant: the account \"1900000109\" is none of 1555");
        assertThat(proven.lines()).hasSize(1);
        assertThat(proven.report().totals()).isEqualTo(Totals.AGREE);
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS,SUCCESS",
        "PROCESSING,SUCCESS",
        "'',SUCCESS",
        "FAIL,FAILED",
        "CHANGE,FAILED"
    })
    void readsHowFarARefundHasCome(String written, TransactionStatus status) {
        TestingWechatBill bill = good().with("ORIGINAL,`SUCCESS", "ORIGINAL,`" + written);

        assertThat(refund(bill).line().status()).isEqualTo(status);
    }

    @Test
    void takesARevokedPaymentForARefund() {
        TestingWechatBill bill = good().with("`REFUND", "`REVOKED").with("`5030001,`RF1", "`0,`0");

        Line revoked = refund(bill);

        assertThat(revoked.key().type()).isEqualTo(TransactionType.REFUND);
        assertThat(revoked.key().number()).isEqualTo("WX0");
        assertThat(revoked.line().tradeNumber()).isEqualTo("4200000");
        assertThat(revoked.line().amount().minor()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({"'`5030001,`RF1','`0,`0'", "'`5030001,`RF1','`,`'"})
    void takesTheOrdersNumbersOfARefundWithoutItsOwn(String own, String none) {
        Line refund = refund(good().with(own, none));

        assertThat(refund.key().number()).isEqualTo("WX0");
        assertThat(refund.line().tradeNumber()).isEqualTo("4200000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "茶,绿茶,红茶,",
                ",,,",
                "5\" 手机膜 \"高清\"",
                "\"",
                "{\"oid\":\"6\",\"ch\":\"mini\"}",
                "=cmd|' /C calc'!A0",
                "a,`b",
                "a,`b,`,`c,`",
                "`",
                "``,",
                "总交易单数",
                "茶\n绿茶",
                "茶\n说明总交易单数,退款总金额",
                "茶\r\n\r\n绿茶\r\n,`\r\n"
            })
    void letsNamesOfGoodsBeAnything(String name) {
        TestingWechatBill bill = good().with("茶", name);

        assertThat(payment(bill).line().feeMinor()).isEqualTo(11);
        assertThat(refund(bill).line().amount().minor()).isEqualTo(500);
        TestingWechatBill attached = good().with("`茶,`,", "`茶,`" + name + ",");
        assertThat(payment(attached).line().amount().minor()).isEqualTo(2000);
    }

    @Test
    void numbersARecordByItsFirstLine() {
        Proven proven = prove(billOf(PAYMENT.replace("茶", "茶\n绿\n\n茶"), REFUND));

        assertGood(proven);
        assertThat(proven.lines().get(0).line().position().line()).isEqualTo(2);
        assertThat(proven.lines().get(1).line().position().line()).isEqualTo(6);
    }

    @Test
    void letsNoRecordSwallowOneThatLostItsBacktick() {
        Proven proven = prove(billOf(PAYMENT, REFUND.substring(1)));

        assertThat(proven.reason()).startsWith("column_mismatch: the line does not begin with");
        assertThat(proven.rejects().get(0).position().line()).isEqualTo(3);
        assertThat(proven.rejects().get(0).raw()).isEqualTo(REFUND.substring(1));
        assertThat(proven.lines()).hasSize(1);
        assertThat(proven.lines().get(0).line().amount().minor()).isEqualTo(2000);
        assertThat(prove(billOf(PAYMENT.substring(1), REFUND)).reason())
                .startsWith("column_mismatch: ");
    }

    @Test
    void rejectsALineThatIsTooShort() {
        Proven proven = prove(billOf(PAYMENT, REFUND.replace(",`5.00,`", "")));

        assertThat(proven.reason())
                .isEqualTo("column_mismatch: the line has 25 cells, the header 27");
        assertThat(proven.lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "`SUCCESS,`OTHERS | line_inconsistent | `NOTPAY,`OTHERS",
                "`SUCCESS,`OTHERS | line_inconsistent | `,`OTHERS",
                "ORIGINAL,`SUCCESS | line_inconsistent | ORIGINAL,`LOST",
                "15 10:00:00 | line_inconsistent | 15 10:00",
                "15 10:00:00 | line_inconsistent | 31 10:00:00",
                "WX1 | line_inconsistent | \"\"",
                "`1900000109,`0,`POS | line_inconsistent | `,`0,`POS",
                "WX1 | id_damaged | 4.00123E+27",
                "4200001 | id_damaged | 4.2E+27",
                "RF1 | id_damaged | 1E+12",
                "5030001 | id_damaged | 5.03E+28",
                "`0,`POS | id_damaged | `1.9E+09,`POS",
                "CNY,`18 | bad_currency | RMB,`18",
                "CNY,`18 | bad_currency | ,`18",
                "`20.00 | bad_amount | `20.001",
                "`20.00 | bad_amount | `",
                "`20.00 | bad_amount | `-20.00",
                "`20.00 | bad_amount | `1,300.00",
                "`20.00 | bad_amount | `２0.00",
                "`20.00 | bad_amount | `2E+1",
                "`20.00 | bad_amount | `100000000000000.01",
                "`18.00 | bad_amount | `x",
                "`5.00 | bad_amount | `-5.00",
                "`0.11000 | bad_amount | `0.11001",
                "`0.11000 | bad_amount | `0.11100",
                "`0.11000 | bad_amount | `0.110000001",
                "`0.11000 | bad_amount | `"
            })
    void rejectsALineAlone(String right, String word, String wrong) {
        String replacement = wrong == null ? "" : wrong;

        Proven proven =
                prove(
                        billOf(
                                PAYMENT.replace(right, replacement),
                                REFUND.replace(right, replacement)));

        assertThat(proven.reason()).startsWith(word + ": ");
        assertThat(proven.lines()).hasSize(1);
        assertThat(proven.report().content().rejected()).isEqualTo(1);
        assertThat(proven.report().isProven()).isFalse();
    }

    @Test
    void readsAmountsOfOtherCurrencies() {
        TestingWechatBill yen = good().with("`CNY,`18", "`JPY,`18").with("0.11000", "1.00000");
        TestingWechatBill dinar = good().with("`CNY,`18", "`KWD,`18").with("0.11000", "0.00500");

        assertThat(prove(yen).lines().get(0).line().amount().minor()).isEqualTo(20);
        assertThat(prove(yen).lines().get(0).line().feeMinor()).isEqualTo(1);
        assertThat(prove(dinar).lines().get(0).line().amount().minor()).isEqualTo(20_000);
        assertThat(prove(dinar).lines().get(0).line().feeMinor()).isEqualTo(5);
        assertThat(prove(good().with("`CNY,`18", "`JPY,`18")).reason()).startsWith("bad_amount: ");
    }

    @Test
    void takesAPaymentOfNothingAndOneOfTheMost() {
        String zero = good().with("`20.00", "`0.00").with("`18.00", "`0").text("\n");

        assertThat(payment(TestingWechatBill.of(zero)).line().amount().minor()).isZero();
        TestingWechatBill most = good().with("`20.00", "`100000000000000.00");
        assertThat(payment(most).line().amount().minor()).isEqualTo(10_000_000_000_000_000L);
    }

    @Test
    void takesNoDayFromTheLinesTimes() {
        TestingWechatBill bill = good().with("2026-09-15 10:00:00", "2026-09-14 23:59:59");

        assertThat(payment(bill).day()).isEqualTo(good().proveIn(directory).report().day());
        assertThat(payment(bill).line().timeMs()).isEqualTo(ms("2026-09-14T15:59:59Z"));
    }

    @Test
    void rejectsEveryLineBehindTheTotals() {
        Proven proven = prove(good().and(PAYMENT, "", "x", TOTALS_HEADER, TOTALS));

        assertThat(proven.lines()).hasSize(2);
        assertThat(proven.report().totals()).isEqualTo(Totals.AGREE);
        assertThat(proven.report().isProven()).isFalse();
        assertThat(proven.rejects())
                .hasSize(4)
                .allMatch(
                        reject ->
                                reject.reason()
                                        .equals("line_inconsistent: a line behind the totals"));
        assertThat(proven.rejects()).extracting(reject -> reject.position().line()).contains(8L);
    }
}
