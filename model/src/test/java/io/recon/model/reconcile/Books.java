package io.recon.model.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.day.Horizon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keeps the books of one transaction from what is emitted alone, and checks every entry. */
final class Books {
    private static final TransactionKey KEY =
            new TransactionKey("alipay", "2088", TransactionType.PAYMENT, "N1");

    private final String name;
    private final Map<String, Result> latest = new TreeMap<>();
    private final Map<String, Integer> partitionDays = new HashMap<>();
    private final Map<BillLine, Integer> repeated = new HashMap<>();
    private final Map<BillLine, Integer> overLimit = new HashMap<>();
    private final Set<BillLine> held = new HashSet<>();

    Books(String name) {
        this.name = name;
    }

    void record(Input input, Step step) {
        if (input instanceof Input.Line line) {
            held.add(line.line());
        }
        if (input instanceof Input.Retraction retraction) {
            held.remove(retraction.line());
        }
        for (Change change : step.changes()) {
            record(change);
        }
        for (LineAdjustment adjustment : step.adjustments()) {
            var counts = adjustment.kind() == LineAdjustment.Kind.REPEATED ? repeated : overLimit;
            int count = counts.merge(adjustment.line(), adjustment.delta(), Integer::sum);
            require(count == 0 || count == 1, "a line is counted once or not", adjustment);
        }
        if (step.effect() != Step.Effect.APPLIED) {
            require(step.changes().isEmpty(), "what is not applied changes nothing", step);
            require(step.adjustments().isEmpty(), "what is not applied adjusts nothing", step);
        }
    }

    private void record(Change change) {
        Result after = change.after();
        Result before = change.before();
        String id = ResultId.of(KEY, after);
        Result last = latest.put(id, after);
        require(before == null ? last == null : before.equals(last), "before is the last", change);
        boolean first = last == null && latest.size() <= Policy.MOST_RESULTS;
        if (last != null || first) {
            require(after.revision() == (first ? 0 : last.revision() + 1), "revision", change);
        }
        if (last == null) {
            int day =
                    after.platform() == null
                            ? after.line().position().day()
                            : after.platform().day();
            partitionDays.put(id, day);
            require(!after.isWithdrawn(), "only what was emitted is withdrawn", change);
        } else {
            require(!content(after).equals(content(last)), "a change changes something", change);
            require(!(last.isWithdrawn() && after.isWithdrawn()), "withdrawn once", change);
        }
        require(after.partitionDay() == partitionDays.get(id), "the partition stays", change);
    }

    private static List<Object> content(Result result) {
        List<Object> content = new ArrayList<>();
        content.add(result.verdict());
        content.add(result.platform());
        content.add(result.line());
        return content;
    }

    /** What stands at the end, apart from revisions: results, repeated and rejected lines. */
    Map<String, Object> truth() {
        Map<String, Object> truth = new TreeMap<>();
        latest.forEach(
                (id, result) -> {
                    if (!result.isWithdrawn()) {
                        truth.put(id, content(result));
                    }
                });
        truth.put(" repeated", standing(repeated));
        truth.put(" over the limit", standing(overLimit));
        return truth;
    }

    private static Set<BillLine> standing(Map<BillLine, Integer> counts) {
        Set<BillLine> standing = new HashSet<>();
        counts.forEach(
                (line, count) -> {
                    if (count == 1) {
                        standing.add(line);
                    }
                });
        return standing;
    }

    /** Every line held is on one latest result, repeated, over the limit, or waits for a close. */
    void checkConservation(TransactionState state, Horizon horizon) {
        List<BillLine> lines = new ArrayList<>(held);
        lines.sort(
                Comparator.comparingInt((BillLine line) -> line.position().day())
                        .thenComparing(line -> line.position().file())
                        .thenComparingLong(line -> line.position().line()));
        Map<BillLine, Integer> places = new HashMap<>();
        for (Result result : latest.values()) {
            if (!result.isWithdrawn() && result.line() != null) {
                places.merge(result.line(), 1, Integer::sum);
            }
        }
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            BillLine line = lines.get(i);
            boolean over = i >= Policy.MOST_LINES;
            boolean repeats =
                    !over
                            && !seen.add(
                                    Arrays.asList(
                                            line.tradeNumber(),
                                            line.amount(),
                                            line.status(),
                                            line.timeMs()));
            require(over == (overLimit.getOrDefault(line, 0) == 1), "over the limit", line);
            require(repeats == (repeated.getOrDefault(line, 0) == 1), "repeated", line);
            int onResults = places.getOrDefault(line, 0);
            boolean open =
                    i == 0
                            && onResults == 0
                            && !horizon.ended()
                            && !horizon.isClosed(line.position().day())
                            && (state.platform() == null
                                    || state.platform().status() == TransactionStatus.PENDING);
            require(onResults == (over || repeats || open ? 0 : 1), "on one result", line);
            places.remove(line);
        }
        require(places.isEmpty(), "no result of a line that is not held", places);
        require(
                held.containsAll(standing(repeated)) && held.containsAll(standing(overLimit)),
                "no adjustment of a line that is not held",
                repeated);
    }

    private void require(boolean holds, String rule, Object subject) {
        if (!holds) {
            assertThat(holds).as("%s: %s, but: %s", name, rule, subject).isTrue();
        }
    }
}
