package io.recon.connectors.hive;

import io.recon.model.statistics.StatisticsCell;

/** Every revision of every cell of the statistics. */
final class StatisticsTable {
    static final String NAME = "recon_statistics";

    private static final TableDefinition<StatisticsCell> DEFINITION =
            TableDefinition.<StatisticsCell>named(
                            NAME,
                            "Every revision of every cell of the statistics;"
                                    + " recon_statistics_latest has the last one")
                    .text("channel", "the channel's configured name", cell -> cell.key().channel())
                    .text(
                            "account",
                            "our merchant account at the channel",
                            cell -> cell.key().account())
                    .day("day", "each side counts under its own day", cell -> cell.key().day())
                    .text(
                            "currency",
                            "ISO 4217; each side counts under its own",
                            cell -> cell.key().currency())
                    .text("txn_type", "PAYMENT or REFUND", cell -> cell.key().type().name())
                    .text(
                            "outcome",
                            "as in recon_result; never WITHDRAWN",
                            cell -> cell.key().outcome().name())
                    .number(
                            "platform_count",
                            "results whose platform day is the day",
                            cell -> cell.sums().platformCount())
                    .number(
                            "platform_amount",
                            "their amounts, minor units",
                            cell -> cell.sums().platformAmountMinor())
                    .number(
                            "channel_count",
                            "results whose bill day is the day",
                            cell -> cell.sums().channelCount())
                    .number(
                            "channel_amount",
                            "their amounts, minor units",
                            cell -> cell.sums().channelAmountMinor())
                    .smallNumber(
                            "revision",
                            "0 for the first, one more at every change",
                            StatisticsCell::revision)
                    .run()
                    .byDay("the day", (cell, context) -> cell.key().day())
                    .build();

    private StatisticsTable() {}

    static TableDefinition<StatisticsCell> definition() {
        return DEFINITION;
    }
}
