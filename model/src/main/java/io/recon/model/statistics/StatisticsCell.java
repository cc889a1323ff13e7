package io.recon.model.statistics;

import static java.util.Objects.requireNonNull;

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
     * @throws ArithmeticException if a sum does not fit into 64 bits; it names the cell
     */
    public StatisticsCell plus(StatisticsDelta delta) {
        try {
            return new StatisticsCell(key, sums.plus(delta.change()), revision + 1);
        } catch (ArithmeticException e) {
            throw new ArithmeticException(
                    "a sum of " + key + " exceeds 64 bits: " + sums + " and " + delta.change());
        }
    }
}
