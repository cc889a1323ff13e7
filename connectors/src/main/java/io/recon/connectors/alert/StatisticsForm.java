package io.recon.connectors.alert;

import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import java.io.IOException;
import java.time.LocalDate;

/** A cell of the statistics. Of its key's parts only the account may hold a slash. */
final class StatisticsForm implements JsonForm<StatisticsCell> {
    private static final long serialVersionUID = 1L;

    @Override
    public String key(StatisticsCell cell) {
        StatisticsKey key = cell.key();
        return String.join(
                "/",
                key.channel(),
                key.account(),
                LocalDate.ofEpochDay(key.day()).toString(),
                key.currency(),
                key.type().name(),
                key.outcome().name());
    }

    @Override
    public void write(StatisticsCell cell, JsonFields json) throws IOException {
        StatisticsKey key = cell.key();
        Sums sums = cell.sums();
        json.text("channel", key.channel())
                .text("account", key.account())
                .day("day", key.day())
                .text("currency", key.currency())
                .text("txn_type", key.type().name())
                .text("outcome", key.outcome().name())
                .number("platform_count", sums.platformCount())
                .number("platform_amount", sums.platformAmountMinor())
                .number("channel_count", sums.channelCount())
                .number("channel_amount", sums.channelAmountMinor())
                .number("revision", cell.revision());
    }
}
