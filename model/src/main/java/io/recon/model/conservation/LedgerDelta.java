package io.recon.model.conservation;

import static java.util.Objects.requireNonNull;

import io.recon.model.ImplausibleAmounts;

/**
 * By how much an account of the ledger changes; added up, what it holds. For every account two
 * equations must hold in counts and in money, where the sums run over the statistics of all
 * outcomes (what is open at the end of a bounded run is among them as UNDECIDED):
 *
 * <pre>
 *     lines  - repeated       = sum of the channel side
 *     orders - beforeFirstDay = sum of the platform side
 * </pre>
 *
 * <p>In a continuous run what waits for its day's close is on no result yet, so there they hold for
 * closed days.
 *
 * @param lines the bill lines kept, the repeated among them
 * @param repeated the lines that say the same as an earlier one of their transaction
 * @param orders SUCCESS orders, and others that have a line; those before the first day among them
 * @param beforeFirstDay lone SUCCESS orders of a day before the channel's first: they give no
 *     result
 */
public record LedgerDelta(
        LedgerKey key, Tally lines, Tally repeated, Tally orders, Tally beforeFirstDay) {
    public LedgerDelta {
        requireNonNull(key, "key");
        requireNonNull(lines, "lines");
        requireNonNull(repeated, "repeated");
        requireNonNull(orders, "orders");
        requireNonNull(beforeFirstDay, "beforeFirstDay");
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
                    orders.plus(other.orders),
                    beforeFirstDay.plus(other.beforeFirstDay));
        } catch (ArithmeticException e) {
            throw ImplausibleAmounts.of(key.channel(), key.day(), key.currency());
        }
    }

    public boolean isZero() {
        return lines.isZero() && repeated.isZero() && orders.isZero() && beforeFirstDay.isZero();
    }
}
