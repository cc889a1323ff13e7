package io.recon.connectors.bill.format.alipay;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.connectors.bill.format.text.CsvCells;
import io.recon.model.MinorUnits;
import io.recon.model.MinorUnits.ExcessDecimals;
import java.io.IOException;
import java.util.List;

/**
 * The summary of one account: the row 合计 of the text 业务明细(汇总), with signs as they stand.
 *
 * @param orderMinor 订单金额: of payments less refunds, or of payments alone; both are written
 */
record AlipaySummary(String account, long payments, long refunds, long orderMinor, long feeMinor) {
    private static final int EXPONENT = 2;
    private static final String TOTAL = "合计";
    private static final String END = "业务汇总列表结束";

    static AlipaySummary read(AlipayText text, int day, BillContext context)
            throws UnreadableBillException, IOException {
        try (BoundedLines lines = text.open(context.limits().lineBytes())) {
            AlipayHead head = AlipayHead.read(lines, day, context);
            CsvCells cells = new CsvCells(',', '"');
            AlipaySummary summary = null;
            boolean hasRows = false;
            boolean hasEnd = false;
            while (lines.next()) {
                if (lines.isBlank()) {
                    continue;
                }
                if (lines.chars()[0] == '#') {
                    hasEnd |= lines.text().contains(END);
                    continue;
                }
                cells.cutLine(lines.chars(), lines.length());
                hasRows = true;
                if (cells.is(0, TOTAL)) {
                    summary = total(head, cells);
                }
            }
            if (!hasEnd || (summary == null && hasRows)) {
                throw new UnreadableBillException(
                        BillError.MISSING_TRAILER,
                        "the summary has no " + (hasEnd ? "row " + TOTAL : "line " + END));
            }
            return summary == null ? new AlipaySummary(head.account(), 0, 0, 0, 0) : summary;
        }
    }

    private static AlipaySummary total(AlipayHead head, CsvCells cells)
            throws UnreadableBillException {
        return new AlipaySummary(
                head.account(),
                number(head, cells, "交易订单总笔数", 0),
                number(head, cells, "退款订单总笔数", 0),
                number(head, cells, "订单金额", EXPONENT),
                number(head, cells, "服务费", EXPONENT));
    }

    private static long number(AlipayHead head, CsvCells cells, String column, int exponent)
            throws UnreadableBillException {
        int index = head.columns().find(column);
        String text = index < cells.count() ? cells.get(index).replace(",", "") : "";
        try {
            return MinorUnits.parse(text, exponent, ExcessDecimals.ZEROS_SKIPPED);
        } catch (IllegalArgumentException e) {
            throw new UnreadableBillException(
                    BillError.MISSING_TRAILER,
                    "the summary's row 合计 has \"" + text + "\" as " + column);
        }
    }

    /** Adds what this declares and what was not read so in the account's details. */
    void compare(List<AlipayRows> details, List<String> differences) {
        long paymentsRead = 0;
        long refundsRead = 0;
        long paidMinor = 0;
        long refundedMinor = 0;
        long feeReadMinor = 0;
        for (AlipayRows detail : details) {
            paymentsRead += detail.payments().count();
            refundsRead += detail.refunds().count();
            paidMinor += detail.payments().orderMinor();
            refundedMinor += detail.refunds().orderMinor();
            feeReadMinor += detail.payments().feeMinor() + detail.refunds().feeMinor();
        }
        compareCount("交易订单总笔数", payments, paymentsRead, differences);
        compareCount("退款订单总笔数", refunds, refundsRead, differences);
        if (orderMinor != paidMinor - refundedMinor && orderMinor != paidMinor) {
            differences.add(difference("订单金额", orderMinor, paidMinor - refundedMinor));
        }
        if (feeMinor != feeReadMinor) {
            differences.add(difference("服务费", feeMinor, feeReadMinor));
        }
    }

    private static void compareCount(
            String column, long declared, long read, List<String> differences) {
        if (declared != read) {
            differences.add(
                    "汇总 " + column + ": " + declared + " lines declared, " + read + " read");
        }
    }

    private static String difference(String column, long declaredMinor, long readMinor) {
        return "汇总: "
                + column
                + " "
                + MinorUnits.format(declaredMinor, EXPONENT)
                + " declared, "
                + MinorUnits.format(readMinor, EXPONENT)
                + " read";
    }
}
