package io.recon.connectors.bill.format.alipay;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** A trade bill of 2026-09-15 that a test makes up. Its parts can be replaced one by one. */
final class TestingAlipayBill {
    static final Charset GB18030 = Charset.forName("GB18030");
    static final String ACCOUNT = "2088001160000023";
    static final String DETAIL_NAME = "20880011600000230156_20260915_业务明细.csv";
    static final String SUMMARY_NAME = "20880011600000230156_20260915_业务明细(汇总).csv";

    static final String ACCOUNT_LINE = "#账号：[20880011600000230156]";
    static final String DAY_LINE = "#起始日期：[2026年09月15日 00:00:00]   终止日期：[2026年09月16日 00:00:00]";
    static final String HEADER =
            "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
                    + "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,"
                    + "券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,"
                    + "分润（元）,备注";
    static final String END_LINE = "#----业务明细列表结束----";

    /** 20.00 paid at 10:00:00 with a fee of 0.12. */
    static final String PAYMENT =
            "2026091522001\t,PO1\t,交易,茶,2026-09-15 09:59:58,2026-09-15 10:00:00,SH001\t,店\t,\t,\t,"
                    + "*晓\t,20.00,20.00,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\t,-0.12,0.00,";

    /** 5.00 of it given back at 11:00:00, without a fee. */
    static final String REFUND =
            "2026091522001\t,PO1\t,退款,茶,2026-09-15 09:59:58,2026-09-15 11:00:00,SH001\t,店\t,\t,\t,"
                    + "*晓\t,-5.00,-5.00,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,RF1\t,0.00,0.00,";

    static final String PAYMENTS_LINE = "#交易合计：1笔，商家实收共20.00元，商家优惠共0.00元";
    static final String REFUNDS_LINE = "#退款合计：1笔，商家实收退款共-5.00元，商家优惠退款共0.00元";

    private final List<String> lines = new ArrayList<>();

    private TestingAlipayBill() {}

    /** A bill of one payment and one refund. */
    static TestingAlipayBill good() {
        return billOf(PAYMENT, REFUND);
    }

    /** A bill of some rows, with the trailer of the good one. */
    static TestingAlipayBill billOf(String... rows) {
        TestingAlipayBill bill = new TestingAlipayBill();
        bill.lines.addAll(List.of("#支付宝业务明细查询", ACCOUNT_LINE, DAY_LINE, "#----业务明细列表----", HEADER));
        bill.lines.addAll(List.of(rows));
        bill.lines.addAll(
                List.of(END_LINE, PAYMENTS_LINE, REFUNDS_LINE, "#导出时间：[2026年09月16日 05:46:49]"));
        return bill;
    }

    /** A summary of the good bill. */
    static TestingAlipayBill summary(String total) {
        TestingAlipayBill bill = new TestingAlipayBill();
        bill.lines.addAll(
                List.of(
                        "#支付宝业务汇总查询",
                        ACCOUNT_LINE,
                        DAY_LINE,
                        "#----业务汇总列表----",
                        "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,"
                                + "商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）",
                        total,
                        "#----业务汇总列表结束----"));
        return bill;
    }

    /** The same with a text in place of another, in every line. */
    TestingAlipayBill with(String old, String replacement) {
        TestingAlipayBill bill = new TestingAlipayBill();
        for (String line : lines) {
            String changed = line.replace(old, replacement);
            if (!changed.isEmpty()) {
                bill.lines.add(changed);
            }
        }
        return bill;
    }

    /** The same with lines at its end. */
    TestingAlipayBill and(String... more) {
        TestingAlipayBill bill = new TestingAlipayBill();
        bill.lines.addAll(lines);
        bill.lines.addAll(List.of(more));
        return bill;
    }

    byte[] bytes() {
        return bytes(GB18030, "\r\n");
    }

    byte[] bytes(Charset charset, String lineEnd) {
        return (String.join(lineEnd, lines) + lineEnd).getBytes(charset);
    }
}
