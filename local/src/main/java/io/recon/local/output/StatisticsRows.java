package io.recon.local.output;

import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest revision of every cell of the statistics, sorted by its dimensions. */
public final class StatisticsRows {
    public static final List<String> COLUMNS =
            List.of(
                    "channel",
                    "account",
                    "day",
                    "currency",
                    "txn_type",
                    "outcome",
                    "platform_count",
                    "platform_amount",
                    "channel_count",
                    "channel_amount");

    private static final Comparator<StatisticsKey> BY_DIMENSION =
            Comparator.comparing(StatisticsKey::channel)
                    .thenComparing(StatisticsKey::account)
                    .thenComparing(StatisticsKey::day)
                    .thenComparing(StatisticsKey::currency)
                    .thenComparing(StatisticsKey::type)
                    .thenComparing(StatisticsKey::outcome);

    private final Map<StatisticsKey, StatisticsCell> latest = new HashMap<>();

    /** Takes a revision of a cell. */
    public void add(StatisticsCell cell) {
        latest.merge(
                cell.key(), cell, (one, other) -> one.revision() > other.revision() ? one : other);
    }

    /** The newest revisions, in no order. */
    public Collection<StatisticsCell> latest() {
        return latest.values();
    }

    /** Hands over every row that says something. */
    public void writeTo(CsvFile csv) throws IOException {
        List<StatisticsKey> keys = new ArrayList<>(latest.keySet());
        keys.sort(BY_DIMENSION);
        for (StatisticsKey key : keys) {
            Sums sums = latest.get(key).sums();
            if (sums.isZero()) {
                // Was filled and emptied again on the way; of no interest at the end.
                continue;
            }
            csv.row(
                    key.channel(),
                    key.account(),
                    LocalDate.ofEpochDay(key.day()),
                    key.currency(),
                    key.type().name(),
                    key.outcome().name(),
                    sums.platformCount(),
                    sums.platformAmountMinor(),
                    sums.channelCount(),
                    sums.channelAmountMinor());
        }
    }
}
