package io.recon.connectors.bill.format.alipay;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.connectors.bill.format.text.CsvCells;
import io.recon.connectors.bill.format.text.HeaderColumns;
import io.recon.connectors.bill.format.text.LineError;
import io.recon.connectors.bill.format.text.NamedCells;
import io.recon.connectors.bill.format.text.PlainTimes;
import io.recon.model.MinorUnits.ExcessDecimals;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;

/** Makes entries of the rows of one detail, and sums them up. */
final class AlipayRows {
    private static final String CURRENCY = "CNY";
    private static final int EXPONENT = 2;
    private static final String PAYMENT = "交易";
    private static final String REFUND = "退款";

    private final String account;
    private final HeaderColumns columns;
    private final BillContext context;
    private final PlainTimes times;
    private final CsvCells cells = new CsvCells(',', '"');
    private final NamedCells values;
    private final AlipayTotals payments = new AlipayTotals(TransactionType.PAYMENT);
    private final AlipayTotals refunds = new AlipayTotals(TransactionType.REFUND);

    private final int tradeNumber;
    private final int orderNumber;
    private final int type;
    private final int product;
    private final int time;
    private final int order;
    private final int received;
    private final int refundNumber;
    private final int fee;
    private final int discount;
    private final int alipayDiscount;

    AlipayRows(AlipayHead head, BillContext context) throws UnreadableBillException {
        this.account = head.account();
        this.columns = head.columns();
        this.context = context;
        this.values = new NamedCells(cells, columns);
        this.times = new PlainTimes(context.zone());
        tradeNumber = columns.find("支付宝交易号");
        orderNumber = columns.find("商户订单号");
        type = columns.find("业务类型");
        product = columns.find("商品名称");
        time = columns.find("完成时间");
        order = columns.find("订单金额");
        received = columns.find("商家实收");
        refundNumber = columns.find("退款批次号/请求号");
        fee = columns.find("服务费");
        discount = columns.findOptional("商家优惠");
        alipayDiscount = columns.findOptional("支付宝优惠");
        if (discount < 0) {
            payments.withoutDiscounts();
            refunds.withoutDiscounts();
        }
    }

    AlipayTotals payments() {
        return payments;
    }

    AlipayTotals refunds() {
        return refunds;
    }

    /** Reads the present line as a row. */
    BillEntry read(BoundedLines lines, LinePosition position) throws UnreadableBillException {
        try {
            cut(lines);
            return read(position);
        } catch (LineError e) {
            return new BillEntry.Rejected(position, e.error(), e.getMessage(), lines.text());
        }
    }

    private void cut(BoundedLines lines) throws LineError {
        // Names begin with quotes that are only characters: a row is one line, always.
        cells.cutLine(lines.chars(), lines.length());
        if (cells.count() < columns.count()) {
            cells.cutPlain(lines.chars(), lines.length());
        }
        int surplus = cells.count() - columns.count();
        if (surplus < 0) {
            throw new LineError(
                    BillError.COLUMN_MISMATCH,
                    "the row has " + cells.count() + " cells, the header " + columns.count());
        }
        if (surplus > 0) {
            cells.join(product, surplus);
        }
    }

    private BillEntry read(LinePosition position) throws LineError, UnreadableBillException {
        TransactionType transaction = type();
        boolean refund = transaction == TransactionType.REFUND;
        // First, since a row whose cells stand in other columns fails here.
        long timeMs = values.time(time, times);
        long orderMinor = amount(order);
        if (orderMinor < 0 && !refund) {
            throw new LineError(
                    BillError.BAD_AMOUNT,
                    "column 订单金额 of a 交易 row is negative: " + cells.get(order));
        }
        long receivedMinor = amount(received);
        long discountMinor = discount < 0 ? 0 : amount(discount);
        long alipayDiscountMinor = alipayDiscount < 0 ? 0 : amount(alipayDiscount);
        long feeMinor = amount(fee);
        int numberColumn = refund && !cells.isEmpty(refundNumber) ? refundNumber : orderNumber;
        String number = values.identifier(numberColumn);
        if (number.isEmpty()) {
            throw new LineError(BillError.LINE_INCONSISTENT, "column 商户订单号 is empty");
        }
        String trade = values.identifier(tradeNumber);
        (refund ? refunds : payments)
                .add(
                        new AlipayTotals.Row(
                                orderMinor,
                                receivedMinor,
                                discountMinor,
                                alipayDiscountMinor,
                                feeMinor));
        return new BillEntry.Detail(
                new TransactionKey(context.channel(), account, transaction, number),
                new BillLine(
                        position,
                        new Money(Math.abs(orderMinor), CURRENCY),
                        -feeMinor,
                        TransactionStatus.SUCCESS,
                        timeMs,
                        trade.isEmpty() ? null : trade));
    }

    private TransactionType type() throws LineError {
        if (cells.is(type, PAYMENT)) {
            return TransactionType.PAYMENT;
        }
        if (cells.is(type, REFUND)) {
            return TransactionType.REFUND;
        }
        throw new LineError(
                BillError.LINE_INCONSISTENT,
                "column 业务类型 has " + LineError.quoted(cells.get(type)) + ", it may be 交易 or 退款");
    }

    private long amount(int column) throws LineError {
        return values.amount(column, EXPONENT, ExcessDecimals.REFUSED);
    }
}
