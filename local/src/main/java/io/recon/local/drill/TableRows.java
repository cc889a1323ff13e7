package io.recon.local.drill;

import io.recon.connectors.hive.HiveReader;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.HiveTables;
import io.recon.local.workload.CsvTable;
import io.recon.local.workload.OrderVersions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of the tables as they are stored, of all runs and revisions: of each the columns that
 * tell it from others, and how often it is there. Of orders, bill lines and rejects these are all
 * columns that were planted.
 */
public final class TableRows {
    private static final String RESULTS = "recon_result";
    private static final String STATISTICS = "recon_statistics";
    private static final String FILES = "bill_file";
    private static final String REJECTS = "bill_reject";
    private static final String DAYS = "recon_day";
    private static final String ORDERS = "platform_order";
    private static final String LINES = "channel_bill";

    /** Of results and statistics the revision is the last. */
    private static final Map<String, List<String>> COLUMNS =
            Map.of(
                    RESULTS,
                    List.of("run", "result_id", "revision"),
                    STATISTICS,
                    List.of(
                            "run",
                            "day",
                            "channel",
                            "account",
                            "currency",
                            "txn_type",
                            "outcome",
                            "revision"),
                    FILES,
                    List.of("run", "channel", "dt", "bill_file", "issue", "currency"),
                    REJECTS,
                    List.of(
                            "source",
                            "channel",
                            "dt",
                            "file",
                            "line",
                            "retracted",
                            "raw",
                            "run",
                            "issue"),
                    DAYS,
                    List.of("channel", "day", "status", "run", "reason"),
                    ORDERS,
                    OrderVersions.COLUMNS,
                    LINES,
                    List.of(
                            "channel",
                            "dt",
                            "bill_file",
                            "bill_line",
                            "account",
                            "txn_type",
                            "txn_no",
                            "channel_trade_no",
                            "currency",
                            "amount",
                            "fee",
                            "status",
                            "time",
                            "issue",
                            "retracted"));

    /** Where a planted line's columns are named otherwise. */
    private static final Map<String, String> PLANTED =
            Map.of("dt", "day", "bill_file", "file", "bill_line", "line");

    /** What is not planned: each line is of its bill's first issue, and none is taken back. */
    private static final Map<String, String> ALWAYS = Map.of("issue", "1", "retracted", "FALSE");

    /** Parts the columns of a row; no text has it. */
    private static final String BETWEEN = "\u001f";

    private final Map<String, Map<List<String>, Long>> rows = new TreeMap<>();

    private TableRows() {}

    /**
     * Reads all tables.
     *
     * @param work where the question keeps what is too much for the memory
     */
    public static TableRows read(ReconConfig config, Path work) throws Exception {
        TableRows read = new TableRows();
        COLUMNS.keySet().forEach(table -> read.rows.put(table, new HashMap<>()));
        // One question: each costs the start of a Flink.
        String sql =
                COLUMNS.entrySet().stream()
                        .map(table -> rowsOf(table.getKey(), table.getValue()))
                        .collect(
                                Collectors.joining(
                                        " UNION ALL ",
                                        "SELECT name, line, COUNT(*) FROM (",
                                        ") GROUP BY name, line"));
        try (HiveReader tables = HiveReader.open(HiveTables.settings(config), 1, work)) {
            tables.query(
                    sql,
                    row ->
                            read.rows
                                    .get(row.<String>getFieldAs(0))
                                    .put(
                                            cells(row.<String>getFieldAs(1)),
                                            row.<Long>getFieldAs(2)));
        }
        return read;
    }

    /** What is null becomes empty. */
    private static String rowsOf(String table, List<String> columns) {
        return columns.stream()
                .map(column -> "COALESCE(CAST(`" + column + "` AS STRING), '')")
                .collect(
                        Collectors.joining(
                                ", ",
                                "SELECT CAST('"
                                        + table
                                        + "' AS STRING) AS name, CONCAT_WS('"
                                        + BETWEEN
                                        + "', ",
                                ") AS line FROM " + table));
    }

    private static List<String> cells(String line) {
        return List.of(line.split(BETWEEN, -1));
    }

    /** Compares them with what was planted. */
    public void compare(PlannedInputs inputs, Comparison comparison) throws IOException {
        Map<String, Long> rejects = new TreeMap<>();
        rows.get(REJECTS).forEach((cells, times) -> rejects.merge(reject(cells), times, Long::sum));
        Map<String, Long> closed = new TreeMap<>();
        rows.get(DAYS)
                .forEach(
                        (cells, times) -> {
                            if (cells.get(2).equals("CLOSED")) {
                                closed.merge(text(cells.subList(0, 2)), times, Long::sum);
                            }
                        });
        comparison
                .revisions(RESULTS, rows.get(RESULTS))
                .revisions(STATISTICS, rows.get(STATISTICS))
                .once(FILES, texts(rows.get(FILES)))
                .once(REJECTS, texts(rows.get(REJECTS)))
                .same(REJECTS, PlannedRejects.of(inputs), rejects)
                .once(DAYS, texts(rows.get(DAYS)))
                .same("closed days of " + DAYS, plannedDays(inputs), closed)
                .same(ORDERS, plannedOrders(inputs), texts(rows.get(ORDERS)))
                .same(LINES, plannedLines(inputs), texts(rows.get(LINES)));
    }

    private static Map<String, Long> texts(Map<List<String>, Long> rows) {
        return rows.entrySet().stream()
                .collect(Collectors.toMap(row -> text(row.getKey()), Map.Entry::getValue));
    }

    private static String text(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.isEmpty() ? "-" : cell)
                .collect(Collectors.joining(" "));
    }

    /** As {@link PlannedRejects} names it; one that was taken back is never due. */
    private static String reject(List<String> cells) {
        String named =
                cells.get(0).equals("orders")
                        ? PlannedRejects.ofOrder(cells.get(6))
                        : PlannedRejects.ofBill(
                                String.join("/", cells.subList(1, 4)), cells.get(4));
        return cells.get(5).equals("FALSE") ? named : named + " retracted";
    }

    private static Map<String, Long> plannedDays(PlannedInputs inputs) {
        Map<String, Long> planned = new TreeMap<>();
        inputs.closedDays()
                .forEach(
                        (channel, days) ->
                                days.forEach(
                                        day ->
                                                planned.put(
                                                        text(List.of(channel, day.toString())),
                                                        1L)));
        return planned;
    }

    /** Every version that can be read, as often as it is sent. */
    private static Map<String, Long> plannedOrders(PlannedInputs inputs) throws IOException {
        return planned(inputs.expected().resolve("order_versions.csv"), COLUMNS.get(ORDERS));
    }

    private static Map<String, Long> plannedLines(PlannedInputs inputs) throws IOException {
        return planned(
                inputs.expected().resolve("bill_lines.csv"),
                COLUMNS.get(LINES).stream()
                        .map(column -> PLANTED.getOrDefault(column, column))
                        .toList());
    }

    private static Map<String, Long> planned(Path file, List<String> columns) throws IOException {
        Map<String, Long> planned = new TreeMap<>();
        for (Map<String, String> row : CsvTable.read(file)) {
            List<String> cells = new ArrayList<>();
            columns.forEach(column -> cells.add(row.getOrDefault(column, ALWAYS.get(column))));
            planned.merge(text(cells), 1L, Long::sum);
        }
        return planned;
    }
}
