package io.recon.connectors.bill.format.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.FormatBillProver;
import io.recon.connectors.bill.proof.TestingProofs;
import io.recon.connectors.bill.proof.TestingProofs.Proven;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A trade bill of 2026-09-15 that a test makes up. Its parts can be replaced one by one. */
final class TestingWechatBill {
    static final Charset GBK = Charset.forName("GBK");
    static final String ACCOUNT = "1900000109";
    static final String NAME = "1900000109All2026-09-15.csv";
    static final String MARK = "\uFEFF";

    static final String FIRST_14 =
            "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类," + "应结订单金额,代金券金额,";
    static final String HEADER =
            FIRST_14
                    + "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
                    + "订单金额,申请退款金额,费率备注";

    /** 20.00 paid at 10:00:00 with a coupon of 2.00 and a fee of 0.11. */
    static final String PAYMENT =
            "`2026-09-15 10:00:00,`wxapp,`1900000109,`0,`POS-1,`4200001,`WX1,`user,`JSAPI,`SUCCESS,"
                    + "`OTHERS,`CNY,`18.00,`2.00,`0,`0,`0.00,`0.00,`,`,`茶,`,`0.11000,`0.60%,`20.00,"
                    + "`0.00,`";

    /** 5.00 of another payment given back at 11:00:00, and a fee of 0.03 with it. */
    static final String REFUND =
            "`2026-09-15 11:00:00,`wxapp,`1900000109,`0,`,`4200000,`WX0,`user,`JSAPI,`REFUND,"
                    + "`OTHERS,`CNY,`0.00,`0.00,`5030001,`RF1,`4.00,`0.00,`ORIGINAL,`SUCCESS,`茶,`,"
                    + "`-0.03000,`0.60%,`0.00,`5.00,`";

    static final String TOTALS_HEADER = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
    static final String TOTALS = "`2,`18.00,`4.00,`0.00,`0.08000,`20.00,`5.00";

    private final List<String> lines;

    private TestingWechatBill(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /** A bill of one payment and one refund. */
    static TestingWechatBill good() {
        return billOf(PAYMENT, REFUND);
    }

    /** A bill of some records, with the totals of the good one. */
    static TestingWechatBill billOf(String... records) {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        lines.addAll(List.of(records));
        lines.addAll(List.of(TOTALS_HEADER, TOTALS));
        return new TestingWechatBill(lines);
    }

    /** A bill of these lines. */
    static TestingWechatBill of(String... lines) {
        return new TestingWechatBill(List.of(lines));
    }

    /**
     * The same with a text in place of another, in every line; a line that becomes empty is cut.
     */
    TestingWechatBill with(String old, String replacement) {
        return new TestingWechatBill(
                lines.stream()
                        .map(line -> line.replace(old, replacement))
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    /** The same with lines at its end. */
    TestingWechatBill and(String... more) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(List.of(more));
        return new TestingWechatBill(all);
    }

    /** The same with its columns the other way round. */
    TestingWechatBill reversed() {
        return new TestingWechatBill(lines.stream().map(TestingWechatBill::reversed).toList());
    }

    private static String reversed(String line) {
        String boundary = line.startsWith("`") ? ",`" : ",";
        List<String> cells =
                Arrays.asList(
                        (line.startsWith("`") ? line.substring(1) : line).split(boundary, -1));
        Collections.reverse(cells);
        return (line.startsWith("`") ? "`" : "") + String.join(boundary, cells);
    }

    Proven proveIn(Path directory) {
        return proveIn(directory, WechatTradeTest.wechat());
    }

    Proven proveIn(Path directory, ChannelBills bills) {
        return new TestingProofs(directory, FormatBillProver.of(bills), LocalDate.of(2026, 9, 15))
                .prove(NAME, bytes());
    }

    byte[] bytes() {
        return (MARK + text("\r\n")).getBytes(UTF_8);
    }

    String text(String lineEnd) {
        return String.join(lineEnd, lines) + lineEnd;
    }
}
