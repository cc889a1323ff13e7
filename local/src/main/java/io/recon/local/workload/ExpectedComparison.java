package io.recon.local.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what {@code bin/recon reconcile} wrote with what is due for a workload, row by row. Left
 * aside is what depends on the run: revisions, decision times, withdrawn results and the texts of
 * identifiers and reasons.
 */
public final class ExpectedComparison {
    private static final int MOST_SHOWN = 50;
    private static final String UNDECIDED = "UNDECIDED";
    private static final Set<String> TIMES = Set.of("platform_time", "channel_time");
    private static final List<String> KEY = List.of("channel", "account", "txn_type", "txn_no");
    private static final List<String> DUPLICATE_KEY =
            List.of(
                    "channel_trade_no",
                    "channel_amount",
                    "channel_currency",
                    "channel_status",
                    "channel_time");
    private static final List<String> FILE_KEY = List.of("channel", "day", "file");
    private static final List<String> FILE_CELLS =
            List.of("payments", "refunds", "repeated", "payment_amount", "refund_amount", "fee");
    private static final List<String> FILE_SUMS = List.of("lines", "other", "rejected");

    /**
     * One thing that is not as it is due. A row may differ in several.
     *
     * @param isAbsent whether the whole row is absent
     * @param row what it is about
     */
    public record Difference(boolean isAbsent, String row, String text) {}

    private final Path expected;
    private final Path actual;
    private final List<Difference> differences = new ArrayList<>();

    /** Outcomes that are due and not said. */
    private final Set<String> unsaid;

    private ExpectedComparison(Path expected, Path actual, Set<String> unsaid) {
        this.expected = expected;
        this.actual = actual;
        this.unsaid = unsaid;
    }

    /**
     * All differences, one text each that names the row; none where everything agrees.
     *
     * @param expected the directory {@code expected} of a workload
     * @param actual the directory that was given as {@code --out}
     */
    public static List<String> differences(Path expected, Path actual) throws IOException {
        ExpectedComparison comparison = new ExpectedComparison(expected, actual, Set.of());
        comparison.results();
        comparison.statistics();
        comparison.files();
        comparison.rejects();
        List<String> all = new ArrayList<>(texts(comparison.differences));
        all.addAll(WorkloadBalance.violations(expected, actual));
        return shortened(all);
    }

    /**
     * All differences between the results and statistics that the continuous job's tables hold and
     * what is due for the same workload. Where a run over files says UNDECIDED, a job that never
     * ends still waits and has said nothing.
     *
     * @param actual the directory that was given to {@code export}
     */
    public static List<String> differencesOfTables(Path expected, Path actual) throws IOException {
        return shortened(texts(allDifferencesOfTables(expected, actual)));
    }

    /** Likewise, each as it is. */
    public static List<Difference> allDifferencesOfTables(Path expected, Path actual)
            throws IOException {
        ExpectedComparison comparison = new ExpectedComparison(expected, actual, Set.of(UNDECIDED));
        comparison.results();
        comparison.statistics();
        comparison.files();
        return List.copyOf(comparison.differences);
    }

    private static List<String> texts(List<Difference> differences) {
        return differences.stream().map(Difference::text).toList();
    }

    private void isWrong(String row, String text) {
        differences.add(new Difference(false, row, row + text));
    }

    private void isAbsent(String row, String text) {
        differences.add(new Difference(true, row, row + " is absent" + text));
    }

    private static List<String> shortened(List<String> differences) {
        List<String> shown =
                new ArrayList<>(differences.subList(0, Math.min(MOST_SHOWN, differences.size())));
        if (differences.size() > MOST_SHOWN) {
            shown.add("and " + (differences.size() - MOST_SHOWN) + " more");
        }
        return shown;
    }

    private void results() throws IOException {
        Map<String, Map<String, String>> due = new LinkedHashMap<>();
        for (Map<String, String> row : CsvTable.read(expected.resolve("results.csv"))) {
            if (!unsaid.contains(row.get("outcome"))) {
                due.put(resultKey(row), row);
            }
        }
        String lastId = "";
        for (Map<String, String> row : CsvTable.read(actual.resolve("results.csv"))) {
            String id = row.get("result_id");
            if (id == null || id.compareTo(lastId) <= 0) {
                isWrong("results.csv: id \"" + id + "\"", " does not sort after " + lastId);
            } else {
                lastId = id;
            }
            if (row.get("outcome").equals("WITHDRAWN")) {
                continue;
            }
            String key = resultKey(row);
            Map<String, String> wanted = due.remove(key);
            if (wanted == null) {
                isWrong("result " + key, " is not due: " + row.get("outcome"));
            } else {
                compare("result " + key, Expectation.RESULT_COLUMNS, wanted, row);
            }
        }
        due.forEach((key, row) -> isAbsent("result " + key, ": " + row.get("outcome")));
    }

    private static String resultKey(Map<String, String> row) {
        List<String> parts = new ArrayList<>();
        KEY.forEach(column -> parts.add(row.get(column)));
        if (row.get("outcome").equals("DUPLICATE")) {
            parts.add("DUPLICATE");
            DUPLICATE_KEY.forEach(column -> parts.add(normal(column, row.get(column))));
        }
        return String.join(" ", parts);
    }

    private void compare(
            String what, List<String> columns, Map<String, String> wanted, Map<String, String> is) {
        for (String column : columns) {
            String want = normal(column, wanted.get(column));
            String got = normal(column, is.get(column));
            if (!want.equals(got)) {
                isWrong(what, ": " + column + " is \"" + got + "\", due is \"" + want + "\"");
            }
        }
    }

    private static String normal(String column, String value) {
        if (value == null) {
            return "(no such column)";
        }
        return TIMES.contains(column) && !value.isEmpty() ? Instant.parse(value).toString() : value;
    }

    private void statistics() throws IOException {
        Map<String, Map<String, String>> due = cells(expected.resolve("statistics.csv"));
        due.values().removeIf(row -> unsaid.contains(row.get("outcome")));
        Map<String, Map<String, String>> is = cells(actual.resolve("statistics.csv"));
        due.forEach(
                (cell, row) -> {
                    Map<String, String> got = is.remove(cell);
                    if (got == null) {
                        isAbsent("statistics " + cell, "");
                    } else {
                        compare("statistics " + cell, StatisticsSheet.COLUMNS, row, got);
                    }
                });
        is.keySet().forEach(cell -> isWrong("statistics " + cell, " is not due"));
    }

    private static Map<String, Map<String, String>> cells(Path file) throws IOException {
        Map<String, Map<String, String>> cells = new TreeMap<>();
        for (Map<String, String> row : CsvTable.read(file)) {
            String counts = row.get("platform_count") + "/" + row.get("channel_count");
            if (!counts.equals("0/0")) {
                List<String> names = StatisticsSheet.COLUMNS.subList(0, 6);
                cells.put(String.join(" ", names.stream().map(row::get).toList()), row);
            }
        }
        return cells;
    }

    /** What has no currency may stand in any of a file's rows: it is compared over all of them. */
    private void files() throws IOException {
        Map<String, List<Map<String, String>>> due = files(expected);
        Map<String, List<Map<String, String>>> is = files(actual);
        due.forEach(
                (file, rows) -> {
                    List<Map<String, String>> got = is.remove(file);
                    if (got == null) {
                        isAbsent("bill file " + file, "");
                    } else {
                        file("bill file " + file, rows, got);
                    }
                });
        is.keySet().forEach(file -> isWrong("bill file " + file, " is not due"));
    }

    private static Map<String, List<Map<String, String>>> files(Path directory) throws IOException {
        Map<String, List<Map<String, String>>> files = new TreeMap<>();
        for (Map<String, String> row : CsvTable.read(directory.resolve("bill_files.csv"))) {
            String file = String.join("/", FILE_KEY.stream().map(row::get).toList());
            files.computeIfAbsent(file, any -> new ArrayList<>()).add(row);
        }
        return files;
    }

    private void file(String what, List<Map<String, String>> wanted, List<Map<String, String>> is) {
        Map<String, Map<String, String>> byCurrency = new TreeMap<>();
        is.forEach(row -> byCurrency.put(row.get("currency"), row));
        for (Map<String, String> row : wanted) {
            Map<String, String> got = byCurrency.remove(row.get("currency"));
            if (got != null) {
                compare(what + " " + row.get("currency"), FILE_CELLS, row, got);
            } else if (!hasNothing(row)) {
                isWrong(what, " has no row of \"" + row.get("currency") + "\"");
            }
        }
        for (Map<String, String> row : byCurrency.values()) {
            if (!hasNothing(row)) {
                isWrong(what, " has a row of \"" + row.get("currency") + "\"");
            }
        }
        for (String column : FILE_SUMS) {
            if (sum(wanted, column) != sum(is, column)) {
                isWrong(
                        what,
                        (": " + column + " is " + sum(is, column))
                                + (", due is " + sum(wanted, column)));
            }
        }
        Map<String, String> first = wanted.get(0);
        if (!accounts(wanted).isEmpty() && !accounts(wanted).equals(accounts(is))) {
            isWrong(what, ": accounts are " + accounts(is));
        }
        for (Map<String, String> row : is) {
            if (!first.get("totals").isEmpty() && !first.get("totals").equals(row.get("totals"))) {
                isWrong(what, ": totals is " + row.get("totals"));
            }
            boolean fine = !first.get("totals").isEmpty() && first.get("error").isEmpty();
            if (fine != row.get("error").isEmpty() && !first.get("totals").isEmpty()) {
                isWrong(what, ": error is \"" + row.get("error") + "\"");
            }
        }
        if (!first.get("error").isEmpty()
                && is.stream().allMatch(row -> row.get("error").isEmpty())) {
            isWrong(what, " has no error, due is " + first.get("error"));
        }
    }

    private static boolean hasNothing(Map<String, String> row) {
        return row.get("payments").equals("0") && row.get("refunds").equals("0");
    }

    private static long sum(List<Map<String, String>> rows, String column) {
        return rows.stream().mapToLong(row -> Long.parseLong(row.get(column))).sum();
    }

    private static Set<String> accounts(List<Map<String, String>> rows) {
        Set<String> accounts = new TreeSet<>();
        for (Map<String, String> row : rows) {
            for (String account : row.get("account").split(";", -1)) {
                if (!account.isEmpty()) {
                    accounts.add(account);
                }
            }
        }
        return accounts;
    }

    /** Rejects agree by source, file and line; how much of the file's path is told is left open. */
    private void rejects() throws IOException {
        List<Map<String, String>> is =
                new ArrayList<>(CsvTable.read(actual.resolve("rejects.csv")));
        for (Map<String, String> due : CsvTable.read(expected.resolve("rejects.csv"))) {
            Map<String, String> met = null;
            for (Map<String, String> row : is) {
                if (met == null
                        && row.get("source").equals(due.get("source"))
                        && row.get("line").equals(due.get("line"))
                        && isOneFile(row.get("file"), due.get("file"))) {
                    met = row;
                }
            }
            String what = "reject " + due.get("file") + ":" + due.get("line");
            if (met == null) {
                isAbsent(what, "");
            } else {
                is.remove(met);
                if (!met.get("reason").contains(due.get("reason"))) {
                    isWrong(what, ": reason is " + met.get("reason"));
                }
            }
        }
        for (Map<String, String> row : is) {
            boolean wholeFile = row.get("line").isEmpty() || row.get("line").equals("0");
            if (!wholeFile || !row.get("source").equals("bills")) {
                isWrong("reject", " is not due: " + row);
            }
        }
    }

    private static boolean isOneFile(String one, String other) {
        return one.endsWith(other) || other.endsWith(one);
    }
}
