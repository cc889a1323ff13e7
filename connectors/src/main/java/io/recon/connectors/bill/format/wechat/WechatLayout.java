package io.recon.connectors.bill.format.wechat;

import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.text.HeaderColumns;
import java.util.List;

/**
 * Where the columns of a trade bill stand. The header tells which bill it is: one without columns
 * of refunds is a SUCCESS bill, one that says when refunds were asked for is a REFUND bill, any
 * other is an ALL bill; and 总金额 in place of 订单金额 tells the columns of former years.
 *
 * @param refund null where the bill has no columns of refunds
 */
record WechatLayout(HeaderColumns columns, General general, Side payment, Refund refund) {
    private static final String ORDER = "订单金额";
    private static final String FORMER_ORDER = "总金额";
    private static final String REFUNDED = "申请退款金额";
    private static final String FORMER_REFUNDED = "退款金额";
    private static final String REFUND_TRADE_NUMBER = "微信退款单号";
    private static final String REFUND_NUMBER = "商户退款单号";
    private static final String REFUND_STATUS = "退款状态";
    private static final String REFUND_TIME = "退款申请时间";

    private static final List<String> OF_REFUNDS =
            List.of(
                    REFUND_TRADE_NUMBER,
                    REFUND_NUMBER,
                    REFUND_STATUS,
                    REFUND_TIME,
                    REFUNDED,
                    FORMER_REFUNDED);

    /** Columns that mean the same of payments and of refunds. */
    record General(int merchant, int subMerchant, int state, int currency, int product, int fee) {}

    /** Columns that a payment and a refund have each of its own. */
    record Side(int time, int tradeNumber, int number, int amount) {}

    /**
     * Columns of refunds.
     *
     * @param status how far the refund has come
     */
    record Refund(Side side, int status) {}

    static WechatLayout of(HeaderColumns columns) throws UnreadableBillException {
        General general =
                new General(
                        columns.find("商户号"),
                        either(columns, "特约商户号", "子商户号"),
                        columns.find("交易状态"),
                        columns.find("货币种类"),
                        columns.find("商品名称"),
                        columns.find(WechatTotals.FEE));
        Side payment =
                new Side(
                        columns.find("交易时间"),
                        columns.find("微信订单号"),
                        columns.find("商户订单号"),
                        either(columns, ORDER, FORMER_ORDER));
        return new WechatLayout(columns, general, payment, refund(columns, payment));
    }

    private static Refund refund(HeaderColumns columns, Side payment)
            throws UnreadableBillException {
        if (OF_REFUNDS.stream().noneMatch(columns::has)) {
            return null;
        }
        // Of a REFUND bill, 交易时间 is the payment's time or the refund's: both were met.
        Side side =
                new Side(
                        columns.has(REFUND_TIME) ? columns.find(REFUND_TIME) : payment.time(),
                        columns.find(REFUND_TRADE_NUMBER),
                        columns.find(REFUND_NUMBER),
                        columns.find(columns.has(ORDER) ? REFUNDED : FORMER_REFUNDED));
        return new Refund(side, columns.find(REFUND_STATUS));
    }

    private static int either(HeaderColumns columns, String present, String former)
            throws UnreadableBillException {
        return columns.find(columns.has(former) && !columns.has(present) ? former : present);
    }
}
