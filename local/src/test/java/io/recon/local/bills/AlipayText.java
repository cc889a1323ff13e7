package io.recon.local.bills;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** A trade bill of Alipay with two payments of 20.00, as plain text in the channel's encoding. */
final class AlipayText {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final DateTimeFormatter HEAD =
            DateTimeFormatter.ofPattern("yyyy年MM月dd日 00:00:00");

    private static final String TEXT =
            """
            #支付宝业务明细查询
            #账号：[20880011600000230156]
            #起始日期：[FROM]   终止日期：[TO]
            #----业务明细列表----
            支付宝交易号,商户订单号,业务类型,商品名称,完成时间,订单金额（元）,商家实收（元）,商家优惠（元）,退款批次号/请求号,服务费（元）
            T1\t,PO1\t,交易,茶,DAY 10:00:00,20.00,20.00,0.00,\t,-0.12
            T2\t,PO2\t,交易,茶,DAY 11:00:00,20.00,20.00,0.00,\t,-0.12
            #----业务明细列表结束----
            #交易合计：COUNT笔，商家实收共40.00元，商家优惠共0.00元
            #退款合计：0笔，商家实收退款共0.00元，商家优惠退款共0.00元
            """;

    private AlipayText() {}

    /** The bill of a day. */
    static byte[] good(LocalDate day) {
        return declaring(2, day);
    }

    /** The same, which says that it has so many payments. */
    static byte[] declaring(int payments, LocalDate day) {
        return TEXT.replace("FROM", HEAD.format(day))
                .replace("TO", HEAD.format(day.plusDays(1)))
                .replace("DAY", day.toString())
                .replace("COUNT", Integer.toString(payments))
                .replace("\n", "\r\n")
                .getBytes(GB18030);
    }
}
