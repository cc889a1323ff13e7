package io.recon.model.conservation;

import static java.util.Objects.requireNonNull;

import io.recon.model.ImplausibleAmounts;

/**
 * By how much an account of the ledger changes; added up, what it holds. For every account two
 * equations hold at every checkpoint and at the end, in counts and in money, where the sums run
 * over the statistics of all outcomes:
 *
 * <pre>
 *     lines  - repeated       - openLines  = sum of the channel side
 *     orders - beforeFirstDay - openOrders = sum of the platform side
 * </pre>
 *
 * @param lines the bill lines kept, the repeated among them
 * @param repeated the lines that say the same as an earlier one of their transaction
 * @param openLines the lines that wait for a day's close and are on no result yet. At the end of a
 *     bounded run there is none: they are on UNDECIDED results
 * @param orders SUCCESS orders, and others that have a line; those before the first day among them
 * @param beforeFirstDay lone SUCCESS orders of a day before the channel's first: they give no
 *     result
 * @param openOrders the orders that wait for a day's close and are on no result yet
 */
public record LedgerDelta(
        LedgerKey key,
        Tally lines,
        Tally repeated,
        Tally openLines,
        Tally orders,
        Tally beforeFirstDay,
        Tally openOrders) {
    /** An account that holds nothing. */
    public static LedgerDelta none(LedgerKey key) {
        return new LedgerDelta(
                key, Tally.ZERO, Tally.ZERO, Tally.ZERO, Tally.ZERO, Tally.ZERO, Tally.ZERO);
    }

    public LedgerDelta {
        requireNonNull(key, "key");
        requireNonNull(lines, "lines");
        requireNonNull(repeated, "repeated");
        requireNonNull(openLines, "openLines");
        requireNonNull(orders, "orders");
        requireNonNull(beforeFirstDay, "beforeFirstDay");
        requireNonNull(openOrders, "openOrders");
    }

    /**
     * Adds up two of one key.
     *
     * @throws ArithmeticException if a sum does not fit into 64 bits; it names the channel and the
     *     day
     */
    public LedgerDelta plus(LedgerDelta other) {
        if (!key.equals(other.key)) {
            throw new IllegalArgumentException(key + " and " + other.key + " are two accounts");
        }
        try {
            return new LedgerDelta(
                    key,
                    lines.plus(other.lines),
                    repeated.plus(other.repeated),
                    openLines.plus(other.openLines),
                    orders.plus(other.orders),
                    beforeFirstDay.plus(other.beforeFirstDay),
                    openOrders.plus(other.openOrders));
        } catch (ArithmeticException e) {
            throw ImplausibleAmounts.of(key.channel(), key.day(), key.currency());
        }
    }

    public boolean isZero() {
        return lines.isZero()
                && repeated.isZero()
                && openLines.isZero()
                && orders.isZero()
                && beforeFirstDay.isZero()
                && openOrders.isZero();
    }

    /** The lines that must be on results. */
    public Tally settledLines() {
        return lines.minus(repeated).minus(openLines);
    }

    /** The orders that must be on results. */
    public Tally settledOrders() {
        return orders.minus(beforeFirstDay).minus(openOrders);
    }
}
