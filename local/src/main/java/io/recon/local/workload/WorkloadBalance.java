package io.recon.local.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checks that nothing was lost and nothing made up, in counts and in money, by the output's files
 * and the inputs that a workload lists: bill lines are on results or repeated, orders on results.
 */
final class WorkloadBalance {
    private static final List<String> CELL =
            List.of("channel", "account", "day", "currency", "txn_type");

    /** Counts and amounts by the texts that name a cell. */
    private static final class Sums {
        private final Map<String, long[]> sums = new TreeMap<>();

        void add(List<String> cell, long count, long amount) {
            long[] sum = sums.computeIfAbsent(String.join(" ", cell), any -> new long[2]);
            sum[0] += count;
            sum[1] += amount;
        }

        void compare(String what, Sums other, List<String> violations) {
            Set<String> cells = new TreeSet<>(sums.keySet());
            cells.addAll(other.sums.keySet());
            for (String cell : cells) {
                long[] mine = sums.getOrDefault(cell, new long[2]);
                long[] theirs = other.sums.getOrDefault(cell, new long[2]);
                if (!Arrays.equals(mine, theirs)) {
                    violations.add(
                            what
                                    + (" of " + cell + ": " + mine[0] + " of " + mine[1])
                                    + (" are not " + theirs[0] + " of " + theirs[1]));
                }
            }
        }
    }

    private WorkloadBalance() {}

    static List<String> violations(Path expected, Path actual) throws IOException {
        List<String> violations = new ArrayList<>();
        Sums lines = new Sums();
        for (Map<String, String> line : CsvTable.read(expected.resolve("bill_lines.csv"))) {
            if (line.get("repeated").equals("false")) {
                lines.add(cell(line), 1, Long.parseLong(line.get("amount")));
            }
        }
        Sums orders = new Sums();
        for (Map<String, String> order : CsvTable.read(expected.resolve("orders.csv"))) {
            orders.add(cell(order), 1, Long.parseLong(order.get("amount")));
        }
        Sums channelSides = new Sums();
        Sums platformSides = new Sums();
        Sums sides = new Sums();
        Sums byFile = new Sums();
        for (Map<String, String> row : CsvTable.read(actual.resolve("results.csv"))) {
            if (!row.get("outcome").equals("WITHDRAWN")) {
                side(row, "channel", channelSides, sides);
                side(row, "platform", platformSides, sides);
                if (!row.get("bill_file").isEmpty()) {
                    byFile.add(
                            List.of(
                                    row.get("channel"),
                                    row.get("channel_day"),
                                    row.get("bill_file").split("#", 2)[0],
                                    row.get("channel_currency")),
                            1,
                            0);
                }
            }
        }
        lines.compare("bill lines and results", channelSides, violations);
        orders.compare("orders and results", platformSides, violations);
        statistics(actual).compare("statistics and results", sides, violations);
        files(actual).compare("lines by file and results", byFile, violations);
        return violations;
    }

    private static List<String> cell(Map<String, String> row) {
        return CELL.stream().map(row::get).toList();
    }

    private static void side(Map<String, String> row, String side, Sums sums, Sums byOutcome) {
        String day = row.get(side + "_day");
        if (day.isEmpty()) {
            return;
        }
        List<String> cell = new ArrayList<>();
        cell.addAll(List.of(row.get("channel"), row.get("account"), day));
        cell.addAll(List.of(row.get(side + "_currency"), row.get("txn_type")));
        long amount = Long.parseLong(row.get(side + "_amount"));
        sums.add(cell, 1, amount);
        cell.addAll(List.of(row.get("outcome"), side));
        byOutcome.add(cell, 1, amount);
    }

    private static Sums statistics(Path actual) throws IOException {
        Sums sums = new Sums();
        for (Map<String, String> row : CsvTable.read(actual.resolve("statistics.csv"))) {
            for (String side : List.of("platform", "channel")) {
                long count = Long.parseLong(row.get(side + "_count"));
                List<String> cell = new ArrayList<>(cell(row));
                cell.addAll(List.of(row.get("outcome"), side));
                sums.add(cell, count, Long.parseLong(row.get(side + "_amount")));
            }
        }
        return sums;
    }

    private static Sums files(Path actual) throws IOException {
        Sums sums = new Sums();
        for (Map<String, String> row : CsvTable.read(actual.resolve("bill_files.csv"))) {
            long counted =
                    Long.parseLong(row.get("payments"))
                            + Long.parseLong(row.get("refunds"))
                            - Long.parseLong(row.get("repeated"));
            List<String> cell =
                    List.of(
                            row.get("channel"),
                            row.get("day"),
                            row.get("file"),
                            row.get("currency"));
            sums.add(cell, counted, 0);
        }
        return sums;
    }
}
