package io.recon.connectors.bill.format.wechat;

import static io.recon.connectors.bill.format.wechat.TestingWechatBill.HEADER;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.PAYMENT;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.REFUND;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.TOTALS;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.TOTALS_HEADER;
import static io.recon.connectors.bill.format.wechat.TestingWechatBill.billOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.bill.proof.TestingProofs.Proven;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.Totals;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat Pay's trade bills state at their ends, and how it is held against their lines. */
class WechatTotalsTest {
    @TempDir private Path directory;

    private Proven prove(TestingWechatBill bill) {
        return bill.proveIn(directory);
    }

    private void assertAgrees(TestingWechatBill bill) {
        Proven proven = prove(bill);
        assertThat(proven.report().detail()).isEmpty();
        assertThat(proven.report().totals()).isEqualTo(Totals.AGREE);
        assertThat(proven.report().isProven()).isTrue();
    }

    private void assertDisagrees(TestingWechatBill bill, String detail) {
        Proven proven = prove(bill);
        assertThat(proven.report().totals()).isEqualTo(Totals.DISAGREE);
        assertThat(proven.error()).isEqualTo("totals_mismatch");
        assertThat(proven.report().detail()).isEqualTo(detail);
        assertThat(proven.report().isProven()).isFalse();
        assertThat(proven.lines()).isNotEmpty();
    }

    private void assertCut(TestingWechatBill bill) {
        Proven proven = prove(bill);
        assertThat(proven.error()).isEqualTo("missing_trailer");
        assertThat(proven.lines()).isEmpty();
        assertThat(proven.report().content()).isEqualTo(FileContent.EMPTY);
    }

    private static TestingWechatBill withTotals(String header, String values) {
        return TestingWechatBill.of(HEADER, PAYMENT, REFUND, header, values);
    }

    @ParameterizedTest
    @CsvSource({
        "0,1000,'总交易单数: 1000 lines declared, 2 read'",
        "1,18.01,'应结订单总金额: 18.01 declared, 18.00 read'",
        "2,-4.00,'退款总金额: -4.00 declared, 4.00 read'",
        "3,0.01,'充值券退款总金额: 0.01 declared, 0.00 read'",
        "4,0.08001,'手续费总金额: 0.08001 declared, 0.08000 read'",
        "4,-0.08,'手续费总金额: -0.08000 declared, 0.08000 read'",
        "5,2000,'订单总金额: 2000.00 declared, 20.00 read'",
        "6,5.01,'申请退款总金额: 5.01 declared, 5.00 read'"
    })
    void holdsEveryTotalAgainstTheColumnOfItsName(int index, String value, String detail) {
        String[] values = TOTALS.substring(1).split(",`");
        values[index] = value;

        assertDisagrees(withTotals(TOTALS_HEADER, "`" + String.join(",`", values)), detail);
    }

    @Test
    void saysAllThatDisagrees() {
        assertDisagrees(
                billOf(PAYMENT),
                "总交易单数: 2 lines declared, 1 read, 退款总金额: 4.00 declared, 0.00 read,"
                        + " 手续费总金额: 0.08000 declared, 0.11000 read,"
                        + " 申请退款总金额: 5.00 declared, 0.00 read");
        assertDisagrees(
                billOf(PAYMENT, REFUND.replace("`4.00", "`4.50").replace("`-0.03", "`-0.04")),
                "退款总金额: 4.00 declared, 4.50 read, 手续费总金额: 0.08000 declared, 0.07000 read");
    }

    @Test
    void findsTotalsByName() {
        assertAgrees(withTotals("申请退款总金额,总交易单数,手续费总金额", "`5,`2,`0.08"));
        assertAgrees(withTotals("总交易单数, 手续费总金额", "`2,`0.0800000"));
        assertAgrees(withTotals("总交易单数,应结订单总金额,手续费总金额,订单总金额", "`2,`18,`0.08,`20"));
        assertDisagrees(
                withTotals("总交易单数,订单总金额,应结订单总金额", "`2,`18.00,`20.00"),
                "订单总金额: 18.00 declared, 20.00 read, 应结订单总金额: 20.00 declared, 18.00 read");
    }

    @Test
    void agreesWithNoTotalThatItDoesNotKnow() {
        assertAgrees(withTotals("总交易单数,积分总金额", "`2,`0.00"));
        assertDisagrees(withTotals("总交易单数,积分总金额", "`2,`0.01"), "积分总金额: 0.01 declared, 0.00 read");
    }

    @Test
    void saysNoMoreThanAPersonReads() {
        String names = "总交易单数" + ",总".repeat(2_000) + "x".repeat(20_000);
        String values = "`2" + ",`1".repeat(2_000);

        String detail = prove(withTotals(names, values)).report().detail();

        assertThat(detail).endsWith("总: 1.00 declared, 0.00 read, and 1990 more");
        assertThat(detail).hasSizeLessThan(1_000);
    }

    @Test
    void readsAnEmptyDay() {
        TestingWechatBill empty =
                TestingWechatBill.of(
                        HEADER, TOTALS_HEADER, "`0,`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00");

        assertAgrees(empty);
        assertThat(prove(empty).report().content()).isEqualTo(FileContent.EMPTY);
    }

    @Test
    void rejectsABillWithoutItsTotalsWhole() {
        assertCut(TestingWechatBill.of(HEADER));
        assertCut(TestingWechatBill.of(HEADER, PAYMENT, REFUND));
        assertCut(TestingWechatBill.of(HEADER, PAYMENT, REFUND, TOTALS));
        assertCut(TestingWechatBill.of(HEADER, PAYMENT, REFUND, TOTALS_HEADER));
        assertCut(TestingWechatBill.of(HEADER, PAYMENT, REFUND, TOTALS_HEADER, TOTALS_HEADER));
        assertCut(withTotals(TOTALS_HEADER, TOTALS.substring(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`2,`18.00,`4.00,`0.00,`0.08000,`20.00",
                "`2,`18.00,`4.00,`0.00,`0.08000,`20.00,`5.00,`1.00",
                "`2,`18.00,`4.00,`0.00,`0.08000,`20.00,`",
                "`2,`18.00,`4.00,`0.00,`0.08000,`20.00,`5.",
                "`2.0,`18.00,`4.00,`0.00,`0.08000,`20.00,`5.00",
                "`two,`18.00,`4.00,`0.00,`0.08000,`20.00,`5.00",
                "`2,`18.001,`4.00,`0.00,`0.08000,`20.00,`5.00",
                "`2,`18.00,`4.00,`0.00,`0.080001,`20.00,`5.00",
                "`2,`1,800.00,`4.00,`0.00,`0.08000,`20.00,`5.00"
            })
    void rejectsABillWhoseTotalsCannotBeReadWhole(String values) {
        assertCut(withTotals(TOTALS_HEADER, values));
    }

    @Test
    void countsNoLineThatCannotBeRead() {
        assertDisagrees(
                billOf(PAYMENT.replace("WX1", ""), REFUND),
                "总交易单数: 2 lines declared, 1 read, 应结订单总金额: 18.00 declared, 0.00 read,"
                        + " 手续费总金额: 0.08000 declared, -0.03000 read,"
                        + " 订单总金额: 20.00 declared, 0.00 read");
    }

    @Test
    void sumsUpExactly() {
        String[] rows = new String[100];
        Arrays.fill(rows, PAYMENT.replace("`20.00", "`0.10").replace("`18.00", "`0.01"));
        for (int i = 0; i < rows.length; i++) {
            rows[i] = rows[i].replace("WX1", "WX" + i);
        }

        assertDisagrees(
                billOf(rows),
                "总交易单数: 2 lines declared, 100 read, 应结订单总金额: 18.00 declared, 1.00 read,"
                        + " 退款总金额: 4.00 declared, 0.00 read,"
                        + " 手续费总金额: 0.08000 declared, 11.00000 read,"
                        + " 订单总金额: 20.00 declared, 10.00 read,"
                        + " 申请退款总金额: 5.00 declared, 0.00 read");
    }

    @Test
    void rejectsABillWhoseAmountsOverflowWhole() {
        String[] rows = new String[1_000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = PAYMENT.replace("`20.00", "`100000000000000").replace("WX1", "WX" + i);
        }

        Proven proven = prove(billOf(rows));

        assertThat(proven.error()).isEqualTo("bad_amount");
        assertThat(proven.lines()).isEmpty();
    }
}
