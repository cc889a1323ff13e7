package io.recon.local.drill;

import io.recon.connectors.hive.HiveReader;
import io.recon.connectors.order.OrderFileEvents;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.HiveTables;
import io.recon.job.wiring.OrderOptions;
import io.recon.local.workload.CsvTable;
import io.recon.model.order.OrderEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of the tables as they are stored, of all runs and revisions: each as a text of what
 * tells it from others, and how often it is there.
 */
public final class TableRows {
    private static final String ORDERS = "platform_order";
    private static final String LINES = "channel_bill";

    /** What tells a row of a table from others; of orders and lines also what they say. */
    private static final Map<String, List<String>> COLUMNS =
            Map.of(
                    "recon_result",
                    List.of("run", "result_id", "revision"),
                    "recon_statistics",
                    List.of(
                            "run",
                            "day",
                            "channel",
                            "account",
                            "currency",
                            "txn_type",
                            "outcome",
                            "revision"),
                    "bill_file",
                    List.of("run", "channel", "dt", "bill_file", "issue", "currency"),
                    "bill_reject",
                    List.of("run", "source", "channel", "dt", "file", "line", "issue", "retracted"),
                    "recon_day",
                    List.of("run", "channel", "day", "status", "reason"),
                    ORDERS,
                    List.of(
                            "channel",
                            "account",
                            "txn_type",
                            "txn_no",
                            "op",
                            "version_major",
                            "version_minor",
                            "version_row",
                            "version_ms",
                            "currency",
                            "amount",
                            "status"),
                    LINES,
                    List.of(
                            "channel",
                            "dt",
                            "bill_file",
                            "bill_line",
                            "account",
                            "txn_type",
                            "txn_no",
                            "currency",
                            "amount"));

    private final Map<String, Map<String, Long>> rows = new TreeMap<>();

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
        HiveReader.open(HiveTables.settings(config), 1, work)
                .query(
                        sql,
                        row ->
                                read.rows
                                        .get(row.<String>getFieldAs(0))
                                        .put(row.getFieldAs(1), row.getFieldAs(2)));
        return read;
    }

    /** What is null is left out of the text. */
    private static String rowsOf(String table, List<String> columns) {
        return columns.stream()
                .map(column -> "CAST(`" + column + "` AS STRING)")
                .collect(
                        Collectors.joining(
                                ", ",
                                "SELECT CAST('" + table + "' AS STRING) AS name, CONCAT_WS(' ', ",
                                ") AS line FROM " + table));
    }

    /** Compares them with what was planted. */
    public void compare(PlannedInputs inputs, ReconConfig config, Comparison comparison)
            throws IOException, InterruptedException {
        rows.forEach(
                (table, is) -> {
                    if (!table.equals(ORDERS) && !table.equals(LINES)) {
                        comparison.once(table, is);
                    }
                });
        comparison
                .same(ORDERS, plannedOrders(inputs.orders(), config), rows.get(ORDERS))
                .same(LINES, plannedLines(inputs.expected()), rows.get(LINES));
    }

    /** Every version that can be read, as often as it is sent. */
    private static Map<String, Long> plannedOrders(Path orders, ReconConfig config)
            throws IOException, InterruptedException {
        Map<String, Long> planned = new TreeMap<>();
        new OrderFileEvents(
                        new org.apache.flink.core.fs.Path(orders.toUri()), OrderOptions.of(config))
                .forEach(
                        (bytes, records, place) ->
                                records.forEach(
                                        record -> {
                                            if (record instanceof OrderEvent.Change change) {
                                                planned.merge(text(change), 1L, Long::sum);
                                            }
                                        }));
        return planned;
    }

    private static String text(OrderEvent.Change change) {
        boolean isGone = change.row() == null;
        return Stream.of(
                        change.key().channel(),
                        change.key().account(),
                        change.key().type(),
                        change.key().number(),
                        change.operation().code(),
                        change.version().major(),
                        change.version().minor(),
                        change.version().row(),
                        change.version().timestampMs(),
                        isGone ? null : change.row().amount().currency(),
                        isGone ? null : change.row().amount().minor(),
                        isGone ? null : change.row().status())
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    private static Map<String, Long> plannedLines(Path expected) throws IOException {
        Map<String, Long> planned = new TreeMap<>();
        for (Map<String, String> line : CsvTable.read(expected.resolve("bill_lines.csv"))) {
            String text =
                    Stream.of(
                                    "channel",
                                    "day",
                                    "file",
                                    "line",
                                    "account",
                                    "txn_type",
                                    "txn_no",
                                    "currency",
                                    "amount")
                            .map(line::get)
                            .collect(Collectors.joining(" "));
            planned.merge(text, 1L, Long::sum);
        }
        return planned;
    }
}
