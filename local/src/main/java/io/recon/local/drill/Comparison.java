package io.recon.local.drill;

import io.recon.local.drill.Findings.Kind;
import io.recon.local.workload.CsvTable;
import io.recon.local.workload.ExpectedComparison;
import io.recon.local.workload.ExpectedComparison.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what came out with what was planted, and counts the rows that were lost, doubled or
 * wrong. A row of orders or bill lines whose content is another counts twice: the one that is due
 * is lost, the one that is there is wrong.
 */
public final class Comparison {
    /** The outcome of what a job that never ends still waits for. */
    private static final String UNSAID = "UNDECIDED";

    private final Findings findings = new Findings();

    /**
     * The latest results, the statistics and the bill files.
     *
     * @param expected the directory {@code expected} of a workload
     * @param exported the directory that was given to {@code export}
     */
    public Comparison latest(Path expected, Path exported) throws IOException {
        for (String file : List.of("results.csv", "statistics.csv", "bill_files.csv")) {
            findings.due(
                    CsvTable.read(expected.resolve(file)).stream()
                            .filter(row -> !UNSAID.equals(row.get("outcome")))
                            .count());
        }
        Map<String, Difference> byRow = new LinkedHashMap<>();
        for (Difference difference :
                ExpectedComparison.allDifferencesOfTables(expected, exported)) {
            byRow.putIfAbsent(difference.row(), difference);
        }
        byRow.values()
                .forEach(
                        difference ->
                                findings.add(
                                        difference.isAbsent() ? Kind.LOST : Kind.WRONG,
                                        difference.text()));
        return this;
    }

    /** A table that has each row once, whatever rows these are. */
    public Comparison once(String table, Map<String, Long> rows) {
        rows.forEach((row, times) -> doubled(table, row, times, 1));
        return this;
    }

    /**
     * A table that has all revisions of each item, from 0 on, and each once. Which item it is, is
     * said by all columns but the last, which is the revision.
     */
    Comparison revisions(String table, Map<List<String>, Long> rows) {
        Map<String, TreeMap<Integer, Long>> items = new TreeMap<>();
        rows.forEach(
                (cells, times) -> {
                    int last = cells.size() - 1;
                    items.computeIfAbsent(
                                    String.join(" ", cells.subList(0, last)),
                                    item -> new TreeMap<>())
                            .merge(Integer.parseInt(cells.get(last)), times, Long::sum);
                });
        items.forEach(
                (item, revisions) -> {
                    int due = revisions.lastKey() + 1;
                    findings.due(due);
                    for (int revision = 0; revision < due; revision++) {
                        String row = item + " revision " + revision;
                        long times = revisions.getOrDefault(revision, 0L);
                        if (times == 0) {
                            findings.add(Kind.LOST, table + ": " + row);
                        }
                        doubled(table, row, times, 1);
                    }
                });
        return this;
    }

    /** A table that has certain rows, each as often as it was planted. */
    public Comparison same(String table, Map<String, Long> planted, Map<String, Long> rows) {
        planted.forEach(
                (row, due) -> {
                    findings.due(due);
                    long times = rows.getOrDefault(row, 0L);
                    for (long i = times; i < due; i++) {
                        findings.add(Kind.LOST, table + ": " + row);
                    }
                    doubled(table, row, times, due);
                });
        rows.forEach(
                (row, times) -> {
                    if (!planted.containsKey(row)) {
                        findings.add(Kind.WRONG, table + ": " + row + " is not due");
                    }
                });
        return this;
    }

    private void doubled(String table, String row, long times, long due) {
        if (times > due) {
            findings.add(
                    Kind.DOUBLED,
                    table + ": " + row + " is there " + times + " times, due is " + due);
        }
    }

    /**
     * The breaks that are open by the alerts, once the rules about recoveries are applied.
     *
     * @param due result ids to outcomes, by the tables
     * @param open likewise, by the alerts
     */
    public Comparison alerts(Map<String, String> due, Map<String, String> open) {
        findings.due(due.size());
        Map<String, String> more = new TreeMap<>(open);
        due.forEach(
                (id, outcome) -> {
                    String alerted = more.remove(id);
                    if (alerted == null) {
                        findings.add(Kind.LOST, "alert: " + id + " " + outcome);
                    } else if (!alerted.equals(outcome)) {
                        findings.add(
                                Kind.WRONG,
                                "alert: " + id + " is " + outcome + ", alerted as " + alerted);
                    }
                });
        more.forEach(
                (id, outcome) ->
                        findings.add(
                                Kind.WRONG,
                                "alert: " + id + " stays open as " + outcome + ", is no break"));
        return this;
    }

    /**
     * Alerts of which none is due, since nothing was planted that they tell of.
     *
     * @param open their messages
     */
    Comparison noAlerts(String kind, Collection<String> open) {
        open.forEach(
                message ->
                        findings.add(Kind.WRONG, kind + " alert: " + message + ", nothing is due"));
        return this;
    }

    public Findings findings() {
        return findings;
    }
}
