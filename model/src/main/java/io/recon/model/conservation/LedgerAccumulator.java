package io.recon.model.conservation;

import io.recon.model.ImplausibleAmounts;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.bill.BillLine;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.TransactionState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Adds up how the states of transactions change to differences of the ledger. It looks at the sides
 * that a state holds and at what it waits for, and never at what its results say, which it is there
 * to check. Mutable, for one thread.
 */
public final class LedgerAccumulator {
    private static final int LINES = 0;
    private static final int REPEATED = 2;
    private static final int OPEN_LINES = 4;
    private static final int ORDERS = 6;
    private static final int BEFORE_FIRST_DAY = 8;
    private static final int OPEN_ORDERS = 10;
    private static final int SUMS = 12;

    private final Map<LedgerKey, long[]> accounts = new HashMap<>();

    /**
     * Takes away what the former state held and adds what the next one holds.
     *
     * @param firstDay the channel's first day, epoch days, or {@link
     *     io.recon.model.day.Horizon#NONE}
     */
    @SuppressWarnings("ReferenceEquality") // lines that stay are handed on as the same list
    public void add(
            TransactionKey key, TransactionState before, TransactionState after, int firstDay) {
        boolean wasOpen = isOpen(before);
        boolean isOpen = isOpen(after);
        if (before.lines() != after.lines()) {
            addLines(key, before.lines(), wasOpen, -1);
            addLines(key, after.lines(), isOpen, 1);
        } else if (wasOpen != isOpen && !after.lines().isEmpty()) {
            addOpenLine(key, after.lines().get(0), isOpen ? 1 : -1);
        }
        boolean counted = counts(before);
        boolean counts = counts(after);
        boolean early = counted && isBeforeFirstDay(before, firstDay);
        boolean isEarly = counts && isBeforeFirstDay(after, firstDay);
        boolean same =
                counted == counts
                        && early == isEarly
                        && wasOpen == isOpen
                        && (!counts || Objects.equals(before.platform(), after.platform()));
        if (same) {
            return;
        }
        if (counted) {
            addOrder(key, before.platform(), early, wasOpen, -1);
        }
        if (counts) {
            addOrder(key, after.platform(), isEarly, isOpen, 1);
        }
    }

    /**
     * Whether the two sides wait for a close and have no result meanwhile. A state that waits for
     * nothing must have one: that is what is checked.
     */
    private static boolean isOpen(TransactionState state) {
        if (state.wakeDay() == TransactionState.NEVER) {
            return false;
        }
        Result first = state.emitted().isEmpty() ? null : state.emitted().get(0);
        return first == null || first.kind() != Result.Kind.MAIN || first.isWithdrawn();
    }

    /** Whether the order of a state is one that a bill should have, or has. */
    private static boolean counts(TransactionState state) {
        return state.platform() != null
                && (state.platform().status() == TransactionStatus.SUCCESS
                        || !state.lines().isEmpty());
    }

    /**
     * Whether an order that counts was left without a result since it is older than the first day.
     * One that came before the first day was known still waits for its day's close, and is told
     * apart when that has woken it: so the answer for a state is the same whenever it is asked.
     */
    private static boolean isBeforeFirstDay(TransactionState state, int firstDay) {
        return state.platform().day() < firstDay
                && state.lines().isEmpty()
                && state.wakeDay() == TransactionState.NEVER;
    }

    private void addOrder(
            TransactionKey key, PlatformSide order, boolean early, boolean open, int sign) {
        long[] sums = account(key, order.day(), order.amount().currency());
        add(sums, ORDERS, order.amount(), sign, key, order.day());
        if (early) {
            add(sums, BEFORE_FIRST_DAY, order.amount(), sign, key, order.day());
        }
        if (open) {
            add(sums, OPEN_ORDERS, order.amount(), sign, key, order.day());
        }
    }

    /** Of the lines only the first can be open: each further one is a result or repeated. */
    private void addLines(TransactionKey key, List<BillLine> lines, boolean open, int sign) {
        Set<BillLine.Identity> distinct = lines.size() < 2 ? null : new HashSet<>();
        boolean first = true;
        for (BillLine line : lines) {
            long[] sums = account(key, line.position().day(), line.amount().currency());
            add(sums, LINES, line.amount(), sign, key, line.position().day());
            if (distinct != null && !distinct.add(line.identity())) {
                add(sums, REPEATED, line.amount(), sign, key, line.position().day());
            }
            if (open && first) {
                add(sums, OPEN_LINES, line.amount(), sign, key, line.position().day());
            }
            first = false;
        }
    }

    private void addOpenLine(TransactionKey key, BillLine line, int sign) {
        int day = line.position().day();
        long[] sums = account(key, day, line.amount().currency());
        add(sums, OPEN_LINES, line.amount(), sign, key, day);
    }

    private long[] account(TransactionKey key, int day, String currency) {
        LedgerKey account = new LedgerKey(key.channel(), key.account(), day, currency, key.type());
        long[] sums = accounts.get(account);
        if (sums == null) {
            sums = new long[SUMS];
            accounts.put(account, sums);
        }
        return sums;
    }

    private static void add(
            long[] sums, int at, Money amount, int sign, TransactionKey key, int day) {
        sums[at] += sign;
        try {
            sums[at + 1] = Math.addExact(sums[at + 1], sign * amount.minor());
        } catch (ArithmeticException e) {
            throw ImplausibleAmounts.of(key.channel(), day, amount.currency());
        }
    }

    /** How many accounts there are. */
    public int size() {
        return accounts.size();
    }

    /** Hands out what was added up and begins anew. Accounts that did not change are left out. */
    public void drainTo(Consumer<LedgerDelta> target) {
        for (Map.Entry<LedgerKey, long[]> account : accounts.entrySet()) {
            long[] sums = account.getValue();
            LedgerDelta delta =
                    new LedgerDelta(
                            account.getKey(),
                            tally(sums, LINES),
                            tally(sums, REPEATED),
                            tally(sums, OPEN_LINES),
                            tally(sums, ORDERS),
                            tally(sums, BEFORE_FIRST_DAY),
                            tally(sums, OPEN_ORDERS));
            if (!delta.isZero()) {
                target.accept(delta);
            }
        }
        accounts.clear();
    }

    private static Tally tally(long[] sums, int at) {
        return new Tally(sums[at], sums[at + 1]);
    }
}
