package io.recon.model.statistics;

import io.recon.model.ImplausibleAmounts;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.Result;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Adds up changes of results to differences of statistics. A side of a result counts under its own
 * day and currency; a withdrawn result counts nowhere. Mutable, for one thread.
 */
public final class StatisticsAccumulator {
    private final Map<StatisticsKey, long[]> cells = new HashMap<>();

    /** Takes away what the change replaces and adds what it brings. */
    public void add(TransactionKey key, Change change) {
        if (change.before() != null) {
            add(key, change.before(), -1);
        }
        add(key, change.after(), 1);
    }

    private void add(TransactionKey key, Result result, int sign) {
        Outcome outcome = result.verdict().outcome();
        if (outcome == Outcome.WITHDRAWN) {
            return;
        }
        if (result.platform() != null) {
            Money amount = result.platform().amount();
            add(key, result.platform().day(), amount, outcome, 0, sign);
        }
        if (result.line() != null) {
            add(key, result.line().position().day(), result.line().amount(), outcome, 2, sign);
        }
    }

    private void add(
            TransactionKey key, int day, Money amount, Outcome outcome, int side, int sign) {
        StatisticsKey cell =
                new StatisticsKey(
                        key.channel(), key.account(), day, amount.currency(), key.type(), outcome);
        long[] sums = cells.get(cell);
        if (sums == null) {
            sums = new long[4];
            cells.put(cell, sums);
        }
        sums[side] += sign;
        try {
            sums[side + 1] = Math.addExact(sums[side + 1], sign * amount.minor());
        } catch (ArithmeticException e) {
            throw ImplausibleAmounts.of(key.channel(), day, amount.currency());
        }
    }

    /** How many cells there are. */
    public int size() {
        return cells.size();
    }

    /** Hands out what was added up and begins anew. Cells whose sums are all 0 are left out. */
    public void drainTo(Consumer<StatisticsDelta> target) {
        for (Map.Entry<StatisticsKey, long[]> cell : cells.entrySet()) {
            long[] sums = cell.getValue();
            Sums change = new Sums(sums[0], sums[1], sums[2], sums[3]);
            if (!change.isZero()) {
                target.accept(new StatisticsDelta(cell.getKey(), change));
            }
        }
        cells.clear();
    }
}
