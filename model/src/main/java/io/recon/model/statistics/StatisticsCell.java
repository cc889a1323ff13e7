package io.recon.model.statistics;

import static java.util.Objects.requireNonNull;

import io.recon.model.ImplausibleAmounts;

/**
 * A cell of the statistics. A cell that has become empty is a cell of zeros.
 *
 * @param revision 0 for the first, one more at every change
 */
public record StatisticsCell(StatisticsKey key, Sums sums, int revision) {
    public StatisticsCell {
        requireNonNull(key, "key");
        requireNonNull(sums, "sums");
    }

    /** The cell that a first difference makes. */
    public static StatisticsCell first(StatisticsDelta delta) {
        return new StatisticsCell(delta.key(), delta.change(), 0);
    }

    /**
     * The cell's next revision.
     *
     * @throws ArithmeticException if a sum does not fit into 64 bits; it names the channel and the
     *     day
     */
    public StatisticsCell plus(StatisticsDelta delta) {
        try {
            return new StatisticsCell(key, sums.plus(delta.change()), revision + 1);
        } catch (ArithmeticException e) {
            throw ImplausibleAmounts.of(key.channel(), key.day(), key.currency());
        }
    }
}
