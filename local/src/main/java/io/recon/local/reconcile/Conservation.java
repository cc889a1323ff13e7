package io.recon.local.reconcile;

import io.recon.model.ImplausibleAmounts;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.conservation.LedgerKey;
import io.recon.model.conservation.Tally;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Proves that a run lost nothing and counted nothing twice, in counts and in money. Four accounts
 * of the same transactions are kept by different parts of the engine: what the bill readers read,
 * what the keyed state holds (the ledger), what the statistics sum up, and the rows of results that
 * were written. For every channel, account, day, currency and transaction type these must hold:
 *
 * <pre>
 *     read        = lines kept + over the limit      reader   against state
 *     lines kept  = results' channel side + repeated state    against rows
 *     orders kept = results' platform side + before the first day
 *     statistics  = results, by outcome              changes  against rows
 *     open        = nothing                          state
 * </pre>
 *
 * <p>What is open at the end of a bounded run is among the results as UNDECIDED.
 */
final class Conservation {
    private static final int MOST_SHOWN = 20;

    private static final class Account {
        private final LedgerKey key;
        private Tally read = Tally.ZERO;
        private Tally overLimit = Tally.ZERO;
        private Tally repeated = Tally.ZERO;
        private LedgerDelta kept;
        private Tally channelSide = Tally.ZERO;
        private Tally platformSide = Tally.ZERO;

        Account(LedgerKey key) {
            this.key = key;
        }
    }

    private final Map<LedgerKey, Account> accounts = new HashMap<>();
    private final Map<StatisticsKey, Sums> rows = new HashMap<>();
    private final Map<StatisticsKey, Sums> statistics = new HashMap<>();

    private Account account(LedgerKey key) {
        return accounts.computeIfAbsent(key, Account::new);
    }

    /** Takes what a reader says that it read. */
    void add(String channel, FileReport report) {
        for (Cell cell : report.content().cells()) {
            Account account =
                    account(
                            new LedgerKey(
                                    channel,
                                    cell.account(),
                                    report.day(),
                                    cell.currency(),
                                    cell.type()));
            account.read =
                    sum(account.key, account.read, new Tally(cell.count(), cell.amountMinor()));
        }
    }

    /** Takes what the state says of a line that is not on a result of its own. */
    void add(AdjustedLine adjusted) {
        LineAdjustment adjustment = adjusted.adjustment();
        BillLine line = adjustment.line();
        TransactionKey key = adjusted.key();
        Account account =
                account(
                        new LedgerKey(
                                key.channel(),
                                key.account(),
                                line.position().day(),
                                line.amount().currency(),
                                key.type()));
        Tally change = new Tally(adjustment.delta(), adjustment.delta() * line.amount().minor());
        switch (adjustment.kind()) {
            case REPEATED -> account.repeated = sum(account.key, account.repeated, change);
            case OVER_LIMIT -> account.overLimit = sum(account.key, account.overLimit, change);
        }
    }

    /** Takes a difference of what the state holds. */
    void add(LedgerDelta delta) {
        Account account = account(delta.key());
        account.kept = account.kept == null ? delta : account.kept.plus(delta);
    }

    /** Takes a cell of the statistics as it stood last. */
    void add(StatisticsCell cell) {
        statistics.put(cell.key(), cell.sums());
    }

    /** Takes a result's last revision as it is written. */
    void add(TransactionKey key, Result result) {
        if (result.isWithdrawn()) {
            return;
        }
        PlatformSide platform = result.platform();
        if (platform != null) {
            long minor = platform.amount().minor();
            Account account = account(ledgerKey(key, platform.day(), platform.amount().currency()));
            account.platformSide = sum(account.key, account.platformSide, new Tally(1, minor));
            addRow(
                    key,
                    platform.day(),
                    platform.amount().currency(),
                    result,
                    new Sums(1, minor, 0, 0));
        }
        BillLine line = result.line();
        if (line != null) {
            long minor = line.amount().minor();
            int day = line.position().day();
            Account account = account(ledgerKey(key, day, line.amount().currency()));
            account.channelSide = sum(account.key, account.channelSide, new Tally(1, minor));
            addRow(key, day, line.amount().currency(), result, new Sums(0, 0, 1, minor));
        }
    }

    private void addRow(TransactionKey key, int day, String currency, Result result, Sums sums) {
        StatisticsKey cell =
                new StatisticsKey(
                        key.channel(),
                        key.account(),
                        day,
                        currency,
                        key.type(),
                        result.verdict().outcome());
        try {
            rows.merge(cell, sums, Sums::plus);
        } catch (ArithmeticException e) {
            throw ImplausibleAmounts.of(key.channel(), day, currency);
        }
    }

    private static Tally sum(LedgerKey key, Tally one, Tally other) {
        try {
            return one.plus(other);
        } catch (ArithmeticException e) {
            throw ImplausibleAmounts.of(key.channel(), key.day(), key.currency());
        }
    }

    private static LedgerKey ledgerKey(TransactionKey key, int day, String currency) {
        return new LedgerKey(key.channel(), key.account(), day, currency, key.type());
    }

    /** Every equation that does not hold, as a sentence; empty if nothing is unaccounted for. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        accounts.forEach((key, account) -> check(key, account, violations));
        rows.forEach(
                (key, sums) ->
                        compare(
                                violations,
                                words(key),
                                "statistics",
                                words(statistics.getOrDefault(key, Sums.ZERO)),
                                "results",
                                words(sums)));
        statistics.forEach(
                (key, sums) -> {
                    if (!rows.containsKey(key)) {
                        compare(
                                violations,
                                words(key),
                                "statistics",
                                words(sums),
                                "results",
                                words(Sums.ZERO));
                    }
                });
        violations.sort(null);
        int more = violations.size() - MOST_SHOWN;
        if (more > 0) {
            violations.subList(MOST_SHOWN, violations.size()).clear();
            violations.add("and " + more + " more");
        }
        return violations;
    }

    /** How many lone orders of days before its first each channel has, if any. */
    SortedMap<String, Long> ordersBeforeFirstDay() {
        SortedMap<String, Long> counts = new TreeMap<>();
        accounts.forEach(
                (key, account) -> {
                    long count = account.kept == null ? 0 : account.kept.beforeFirstDay().count();
                    if (count > 0) {
                        counts.merge(key.channel(), count, Long::sum);
                    }
                });
        return counts;
    }

    private static void check(LedgerKey key, Account account, List<String> violations) {
        LedgerDelta kept = account.kept == null ? LedgerDelta.none(key) : account.kept;
        compare(
                violations,
                words(key),
                "bill lines read",
                words(account.read),
                "lines kept and over the limit",
                words(sum(key, kept.lines(), account.overLimit)));
        compare(
                violations,
                words(key),
                "lines kept",
                words(kept.lines()),
                "results' channel sides and repeated lines",
                words(sum(key, account.channelSide, kept.repeated())));
        compare(
                violations,
                words(key),
                "repeated lines kept",
                words(kept.repeated()),
                "lines told to be repeated",
                words(account.repeated));
        compare(
                violations,
                words(key),
                "orders kept",
                words(kept.orders()),
                "results' platform sides and orders before the first day",
                words(sum(key, account.platformSide, kept.beforeFirstDay())));
        compare(
                violations,
                words(key),
                "sides that still wait",
                words(sum(key, kept.openLines(), kept.openOrders())),
                "sides that may wait at the end",
                words(Tally.ZERO));
    }

    private static void compare(
            List<String> violations,
            String cell,
            String oneName,
            String one,
            String otherName,
            String other) {
        if (!one.equals(other)) {
            violations.add(
                    cell + ": " + oneName + ": " + one + ", but " + otherName + ": " + other);
        }
    }

    private static String words(LedgerKey key) {
        return words(key.channel(), key.account(), key.day(), key.currency(), key.type());
    }

    private static String words(StatisticsKey key) {
        return words(key.channel(), key.account(), key.day(), key.currency(), key.type())
                + ", outcome "
                + key.outcome();
    }

    private static String words(
            String channel, String account, int day, String currency, TransactionType type) {
        return "channel "
                + channel
                + ", account "
                + account
                + ", day "
                + LocalDate.ofEpochDay(day)
                + ", "
                + currency
                + ", "
                + type;
    }

    private static String words(Tally tally) {
        return words(tally.count(), tally.amountMinor());
    }

    private static String words(Sums sums) {
        return "platform "
                + words(sums.platformCount(), sums.platformAmountMinor())
                + ", channel "
                + words(sums.channelCount(), sums.channelAmountMinor());
    }

    private static String words(long count, long amountMinor) {
        return "count " + count + " with amount " + amountMinor + " (minor units)";
    }
}
