package io.recon.model.statistics;

import static java.util.Objects.requireNonNull;

/** By how much a cell of the statistics changes. */
public record StatisticsDelta(StatisticsKey key, Sums change) {
    public StatisticsDelta {
        requireNonNull(key, "key");
        requireNonNull(change, "change");
    }
}
