package io.recon.connectors.bill.format.alipay;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.model.MinorUnits;
import io.recon.model.MinorUnits.ExcessDecimals;
import io.recon.model.TransactionType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was read of the payments or of the refunds of a detail, and what its trailer declares of
 * them. Refunds are summed up as positive amounts: their sign differs from bill to bill.
 */
final class AlipayTotals {
    private static final int EXPONENT = 2;
    private static final Pattern COUNT = Pattern.compile("合计\\s*[:：]\\s*([\\d,]+)\\s*笔");
    private static final Pattern MONEY =
            Pattern.compile("([^,，:：;；\\s]*)共\\s*([-+]?\\d[\\d,]*(?:\\.\\d+)?)\\s*元");

    private final TransactionType type;
    private long count;
    private long orderMinor;
    private long receivedMinor;
    private long discountMinor;
    private long alipayDiscountMinor;
    private long feeMinor;
    private boolean hasDiscounts = true;

    /** One, in a good bill; of two that differ at least one does not agree. */
    private final List<Declared> declared = new ArrayList<>();

    /** A trailer line. The discount's label is empty where there is none. */
    private record Declared(
            long count, String receivedLabel, long received, String discountLabel, long discount) {}

    AlipayTotals(TransactionType type) {
        this.type = type;
    }

    /** The money of one row, in fen and with its signs. */
    record Row(long order, long received, long discount, long alipayDiscount, long fee) {}

    void withoutDiscounts() {
        hasDiscounts = false;
    }

    void add(Row row) throws UnreadableBillException {
        boolean refund = type == TransactionType.REFUND;
        try {
            count++;
            orderMinor = Math.addExact(orderMinor, Math.abs(row.order));
            receivedMinor =
                    Math.addExact(receivedMinor, refund ? Math.abs(row.received) : row.received);
            discountMinor =
                    Math.addExact(discountMinor, refund ? Math.abs(row.discount) : row.discount);
            alipayDiscountMinor =
                    Math.addExact(
                            alipayDiscountMinor,
                            refund ? Math.abs(row.alipayDiscount) : row.alipayDiscount);
            feeMinor = Math.addExact(feeMinor, row.fee);
        } catch (ArithmeticException e) {
            throw new UnreadableBillException(
                    BillError.BAD_AMOUNT, "the amounts add up to more than 64 bits hold");
        }
    }

    long count() {
        return count;
    }

    /** The sum of 订单金额, positive for refunds too. */
    long orderMinor() {
        return orderMinor;
    }

    /** The sum of 服务费 with its signs. */
    long feeMinor() {
        return feeMinor;
    }

    boolean isDeclared() {
        return !declared.isEmpty();
    }

    private String title() {
        return type == TransactionType.PAYMENT ? "交易合计" : "退款合计";
    }

    /** Whether a line is this trailer. */
    boolean isTrailer(String line) {
        return line.startsWith("#" + title());
    }

    /** Reads the trailer: {@code #交易合计：11笔，商家实收共1822.21元，商家优惠共6.00元}. */
    void declare(String line) throws UnreadableBillException {
        Matcher lines = COUNT.matcher(line);
        Matcher money = MONEY.matcher(line);
        if (!lines.find() || !money.find()) {
            throw unreadable(line);
        }
        String receivedLabel = money.group(1);
        long received = amount(money.group(2), line);
        boolean hasDiscount = money.find();
        declared.add(
                new Declared(
                        number(lines.group(1), line),
                        receivedLabel,
                        received,
                        hasDiscount ? money.group(1) : "",
                        hasDiscount ? amount(money.group(2), line) : 0));
    }

    private static long number(String text, String line) throws UnreadableBillException {
        try {
            return Long.parseLong(text.replace(",", ""));
        } catch (NumberFormatException e) {
            throw unreadable(line);
        }
    }

    private static long amount(String text, String line) throws UnreadableBillException {
        try {
            return MinorUnits.parse(text.replace(",", ""), EXPONENT, ExcessDecimals.ZEROS_SKIPPED);
        } catch (IllegalArgumentException e) {
            throw unreadable(line);
        }
    }

    private static UnreadableBillException unreadable(String line) {
        String shown = line.length() > 100 ? line.substring(0, 100) + "…" : line;
        return new UnreadableBillException(
                BillError.MISSING_TRAILER,
                "the trailer \"" + shown + "\" does not say lines (笔) and money (元)");
    }

    /** Adds what the trailer declares and what was not read so. */
    void compare(List<String> differences) {
        for (Declared trailer : declared) {
            compare(trailer, differences);
        }
    }

    private void compare(Declared trailer, List<String> differences) {
        if (trailer.count != count) {
            differences.add(title() + ": " + trailer.count + " lines declared, " + count + " read");
        }
        // The older wording says 交易金额, which may mean either.
        boolean older = trailer.receivedLabel.contains("金额");
        if (!same(trailer.received, receivedMinor)
                && !(older && same(trailer.received, orderMinor))) {
            differences.add(difference(trailer.receivedLabel, trailer.received, receivedMinor));
        }
        if (trailer.discountLabel.isEmpty() || !hasDiscounts) {
            return;
        }
        older = trailer.discountLabel.contains("金额");
        if (!same(trailer.discount, discountMinor)
                && !(older && same(trailer.discount, discountMinor + alipayDiscountMinor))) {
            differences.add(difference(trailer.discountLabel, trailer.discount, discountMinor));
        }
    }

    /** Signs say nothing here: a refund's differ from bill to bill, and so does a discount's. */
    private static boolean same(long declaredMinor, long readMinor) {
        return Math.abs(declaredMinor) == Math.abs(readMinor);
    }

    private String difference(String label, long declaredMinor, long readMinor) {
        return title()
                + ": "
                + label
                + " "
                + MinorUnits.format(Math.abs(declaredMinor), EXPONENT)
                + " declared, "
                + MinorUnits.format(Math.abs(readMinor), EXPONENT)
                + " read";
    }
}
