package io.recon.connectors.hive;

import java.util.List;

/** All tables and views. */
final class ReconTables {
    static final List<TableDefinition<?>> TABLES =
            List.of(
                    ResultTable.definition(),
                    OrderTable.definition(),
                    LineTable.definition(),
                    FileTable.definition(),
                    RejectTable.definition(),
                    DayTable.definition(),
                    StatisticsTable.definition(),
                    TaskTable.definition());

    static final List<LatestView> VIEWS =
            List.of(
                    new LatestView(
                            "recon_result_latest",
                            "The last revision of every result",
                            ResultTable.definition(),
                            // A result's id begins with its channel: readers may prune by it.
                            List.of("channel", "result_id")),
                    new LatestView(
                            "recon_statistics_latest",
                            "The last revision of every cell of the statistics",
                            StatisticsTable.definition(),
                            List.of(
                                    "dt",
                                    "channel",
                                    "account",
                                    "day",
                                    "currency",
                                    "txn_type",
                                    "outcome")));

    private ReconTables() {}
}
