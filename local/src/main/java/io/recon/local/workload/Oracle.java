package io.recon.local.workload;

import io.recon.local.workload.BillRow.Kind;
import io.recon.local.workload.Expectation.FileTotals;
import io.recon.local.workload.Expectation.LocatedLine;
import io.recon.local.workload.Expectation.Row;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says what a reconciliation must give, the plain way: it takes all inputs at once, keeps the
 * newest version of every order, sorts the lines, and looks at each transaction. It is a second
 * opinion and shares no rule with the engine.
 */
public final class Oracle {
    /** An order as its newest version left it; {@code row} is null where that deleted it. */
    private record Standing(PlannedRow row, LogPosition at) {}

    private final ChannelPlan plan;
    private final List<PlannedDay> days;
    private final Expectation expectation;
    private final LocalDate firstDay;
    private final LocalDate closedThrough;

    private Oracle(Workload.Channel channel, Expectation expectation) {
        plan = channel.plan();
        days = channel.days();
        this.expectation = expectation;
        LocalDate oldest =
                days.stream().map(PlannedDay::day).min(Comparator.naturalOrder()).orElseThrow();
        firstDay = plan.days().firstDay() == null ? oldest : plan.days().firstDay();
        closedThrough = lastDayThatCloses();
    }

    /** What is due for a workload. */
    public static Expectation expect(Workload workload) {
        Expectation expectation = new Expectation();
        Map<TransactionKey, Standing> orders = newestVersions(workload.orderFiles());
        for (OrderFile file : workload.orderFiles()) {
            for (int i = 0; i < file.lines().size(); i++) {
                if (file.lines().get(i).rejected()) {
                    expectation.reject("orders", file.name(), i + 1, "");
                }
            }
        }
        boolean stopped = false;
        for (Workload.Channel channel : workload.channels()) {
            Oracle oracle = new Oracle(channel, expectation);
            oracle.decideAll(orders);
            stopped |= oracle.isStopped();
        }
        expectation.exitCode(stopped ? 4 : 0);
        return expectation;
    }

    private static Map<TransactionKey, Standing> newestVersions(List<OrderFile> files) {
        Map<TransactionKey, Standing> newest = new LinkedHashMap<>();
        for (OrderFile file : files) {
            for (OrderFile.Line line : file.lines()) {
                OrderChange change = line.change();
                if (change == null) {
                    continue;
                }
                keepNewer(newest, change.key(), new Standing(change.row(), change.at()));
                if (change.movesItsKey()) {
                    keepNewer(newest, change.before(), new Standing(null, change.at()));
                }
            }
        }
        return newest;
    }

    private static void keepNewer(
            Map<TransactionKey, Standing> newest, TransactionKey key, Standing version) {
        Standing known = newest.get(key);
        if (known == null || version.at().isNewerThan(known.at())) {
            newest.put(key, version);
        }
    }

    /** The last of the days that close one after the other; null: none does. */
    private LocalDate lastDayThatCloses() {
        LocalDate closed = null;
        LocalDate next = firstDay;
        while (directory(next) != null && !directory(next).isHeld()) {
            closed = next;
            next = next.plusDays(1);
        }
        return closed;
    }

    private PlannedDay directory(LocalDate day) {
        return days.stream().filter(one -> one.day().equals(day)).findAny().orElse(null);
    }

    private boolean isStopped() {
        LocalDate last =
                days.stream().map(PlannedDay::day).max(Comparator.naturalOrder()).orElseThrow();
        return closedThrough == null || closedThrough.isBefore(last);
    }

    private boolean isClosed(LocalDate day) {
        return closedThrough != null && !day.isAfter(closedThrough);
    }

    private void decideAll(Map<TransactionKey, Standing> orders) {
        Map<TransactionKey, List<LocatedLine>> lines = countedLines();
        for (Map.Entry<TransactionKey, Standing> entry : orders.entrySet()) {
            TransactionKey key = entry.getKey();
            if (!key.channel().equals(plan.name())) {
                continue;
            }
            PlannedRow order = entry.getValue().row();
            List<LocatedLine> its = lines.remove(key);
            if (order != null || its != null) {
                decide(key, order, its == null ? null : its.get(0));
            }
            duplicates(its);
        }
        for (List<LocatedLine> its : lines.values()) {
            decide(its.get(0).line().key(), null, its.get(0));
            duplicates(its);
        }
    }

    private void duplicates(List<LocatedLine> lines) {
        if (lines == null) {
            return;
        }
        for (LocatedLine further : lines.subList(1, lines.size())) {
            add(further.line().key(), true, null, further, "DUPLICATE", "FINAL", "");
        }
    }

    private void decide(TransactionKey key, PlannedRow order, LocatedLine line) {
        if (order != null && line != null) {
            both(key, order, line);
        } else if (order != null) {
            if (order.status() == TransactionStatus.SUCCESS) {
                LocalDate day = plan.days().dayOf(order.timeMs());
                if (!day.isBefore(firstDay)) {
                    alone(key, order, null, day, order.timeMs(), "MISSING");
                }
            }
        } else {
            alone(key, null, line, line.day(), line.line().timeMs(), "EXTRA");
        }
    }

    private void alone(
            TransactionKey key,
            PlannedRow order,
            LocatedLine line,
            LocalDate day,
            long timeMs,
            String finalOutcome) {
        if (!isClosed(day)) {
            add(key, false, order, line, "UNDECIDED", "PENDING", "");
        } else if (plan.days().isCarriedOver(timeMs, day) && !isClosed(day.plusDays(1))) {
            add(key, false, order, line, "DAY_CUT", "PENDING", "");
        } else {
            add(key, false, order, line, finalOutcome, "FINAL", "");
        }
    }

    private void both(TransactionKey key, PlannedRow order, LocatedLine located) {
        if (order.status() == TransactionStatus.PENDING && !isClosed(located.day())) {
            add(key, false, order, located, "UNDECIDED", "PENDING", "");
            return;
        }
        PlannedLine line = located.line();
        List<String> differences = new ArrayList<>();
        boolean currency = !order.amount().currency().equals(line.amount().currency());
        long apart = Math.abs(order.amount().minor() - line.amount().minor());
        if (currency) {
            differences.add("currency");
        }
        if (apart > plan.toleranceMinor()) {
            differences.add("amount");
        }
        if (order.status() != line.status()) {
            differences.add("status");
        }
        if (!plan.days().dayOf(order.timeMs()).equals(located.day())) {
            differences.add("day");
        }
        String outcome = "MATCHED";
        if (differences.contains("currency") || differences.contains("amount")) {
            outcome = "AMOUNT_MISMATCH";
        } else if (differences.contains("status")) {
            outcome = "STATUS_MISMATCH";
        } else if (differences.contains("day")) {
            outcome = "DAY_CUT";
        }
        add(key, false, order, located, outcome, "FINAL", String.join(";", differences));
    }

    private void add(
            TransactionKey key,
            boolean duplicate,
            PlannedRow order,
            LocatedLine line,
            String outcome,
            String state,
            String differences) {
        LocalDate platformDay = order == null ? null : plan.days().dayOf(order.timeMs());
        if (order != null) {
            expectation.order(key, order, platformDay);
        }
        expectation.row(
                new Row(
                        key,
                        duplicate,
                        order == null ? null : new Expectation.LocatedOrder(order, platformDay),
                        line,
                        outcome,
                        state,
                        differences));
    }

    /** What makes two lines of one key the same line. */
    private record Identity(
            String tradeNumber, Money amount, TransactionStatus status, long timeMs) {}

    /**
     * Every line of a key that counts, the first one first; repetitions are counted and left out.
     */
    private Map<TransactionKey, List<LocatedLine>> countedLines() {
        List<LocatedLine> all = new ArrayList<>();
        Map<String, FileTotals> totals = new HashMap<>();
        for (PlannedDay day : days) {
            for (PlannedFile file : day.files()) {
                FileTotals fileTotals = new FileTotals(plan.name(), day.day(), file);
                expectation.file(fileTotals);
                totals.put(day.day() + "/" + file.path(), fileTotals);
                if (!file.isRejectedWhole()) {
                    read(day, file, fileTotals, all);
                }
            }
        }
        all.sort(
                Comparator.comparing(LocatedLine::day)
                        .thenComparing(LocatedLine::file)
                        .thenComparing(LocatedLine::lineNumber));
        Map<TransactionKey, List<LocatedLine>> counted = new LinkedHashMap<>();
        Map<TransactionKey, Set<Identity>> met = new HashMap<>();
        for (LocatedLine located : all) {
            PlannedLine line = located.line();
            Identity identity =
                    new Identity(line.tradeNumber(), line.amount(), line.status(), line.timeMs());
            boolean repeated =
                    !met.computeIfAbsent(line.key(), any -> new HashSet<>()).add(identity);
            expectation.line(located, repeated);
            if (repeated) {
                totals.get(located.day() + "/" + archive(located.file()))
                        .repeated(line.amount().currency());
            } else {
                counted.computeIfAbsent(line.key(), any -> new ArrayList<>()).add(located);
            }
        }
        return counted;
    }

    private static String archive(String file) {
        int entry = file.indexOf('#');
        return entry < 0 ? file : file.substring(0, entry);
    }

    private void read(PlannedDay day, PlannedFile file, FileTotals totals, List<LocatedLine> all) {
        for (int i = 0; i < file.rows().size(); i++) {
            BillRow row = file.rows().get(i);
            if (row.kind() == Kind.LINE) {
                PlannedLine line = row.line();
                all.add(
                        new LocatedLine(
                                day.day(), file.positionFile(i), file.positionLine(i), line));
                totals.line(line, line.key().type() == TransactionType.PAYMENT);
            } else if (row.kind() == Kind.OTHER) {
                totals.other();
            } else {
                totals.rejected();
                expectation.reject(
                        "bills",
                        plan.name() + "/" + day.day() + "/" + file.positionFile(i),
                        file.positionLine(i),
                        row.flaw().word);
            }
        }
    }
}
