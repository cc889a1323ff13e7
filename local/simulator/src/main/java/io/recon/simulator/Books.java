package io.recon.simulator;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.bill.BillLine;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.conservation.LedgerKey;
import io.recon.model.conservation.Tally;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.statistics.StatisticsDelta;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import io.recon.simulator.oracle.Balance;
import io.recon.simulator.oracle.Finding;
import io.recon.simulator.oracle.Heard;
import io.recon.simulator.oracle.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All that one channel's reconciliation has emitted, as those behind it keep it: the latest result
 * under every id, and what the differences add up to. Every change is checked as it comes.
 */
final class Books {
    private final Map<String, ResultChange> latest = new TreeMap<>();
    private final Map<StatisticsKey, Sums> statistics = new TreeMap<>(BY_TEXT);
    private final Map<LedgerKey, LedgerDelta> ledger = new TreeMap<>(BY_TEXT);
    private final Map<String, Integer> repeated = new TreeMap<>();
    private final List<String> late = new ArrayList<>();

    private static final java.util.Comparator<Object> BY_TEXT =
            java.util.Comparator.comparing(Object::toString);

    /** A copy, for a checkpoint. */
    Books copy() {
        Books copy = new Books();
        copy.latest.putAll(latest);
        copy.statistics.putAll(statistics);
        copy.ledger.putAll(ledger);
        copy.repeated.putAll(repeated);
        copy.late.addAll(late);
        return copy;
    }

    /** The next revision of a result. */
    void add(ResultChange change) {
        String id = change.resultId();
        ResultChange former = latest.put(id, change);
        Result before = former == null ? null : former.change().after();
        Result after = change.change().after();
        require(
                Objects.equals(change.change().before(), before),
                "replaces what is not there",
                change);
        require(
                after.revision() == (before == null ? 0 : before.revision() + 1),
                "has not the next revision",
                change);
        if (before == null) {
            require(!after.isWithdrawn(), "withdraws what never was", change);
            int day =
                    after.platform() == null
                            ? after.line().position().day()
                            : after.platform().day();
            require(after.partitionDay() == day, "has the wrong partition", change);
        } else {
            require(!text(before).equals(text(after)), "changes nothing", change);
            require(after.partitionDay() == before.partitionDay(), "changes its partition", change);
            require(
                    !after.isWithdrawn()
                            || (Objects.equals(before.platform(), after.platform())
                                    && Objects.equals(before.line(), after.line())),
                    "does not say what it withdraws",
                    change);
        }
    }

    private static void require(boolean holds, String what, ResultChange change) {
        if (!holds) {
            throw new Wrong("a result " + what + ": " + change);
        }
    }

    void add(StatisticsDelta delta) {
        statistics.merge(delta.key(), delta.change(), Sums::plus);
    }

    void add(LedgerDelta delta) {
        ledger.merge(delta.key(), delta, LedgerDelta::plus);
    }

    void add(AdjustedLine adjusted) {
        LineAdjustment adjustment = adjusted.adjustment();
        if (adjustment.kind() != LineAdjustment.Kind.REPEATED) {
            throw new Wrong("so few lines are over no limit: " + adjusted);
        }
        repeated.merge(
                adjusted.key().text() + " " + place(adjustment.line()),
                adjustment.delta(),
                Integer::sum);
    }

    void addLate(String what) {
        late.add(what);
    }

    /** What went to the dead letter. */
    String lateText() {
        return String.join("\n", late.stream().sorted().toList());
    }

    /** The lines that count as repeated, once each. */
    String repeatedText() {
        StringBuilder text = new StringBuilder();
        repeated.forEach(
                (line, count) -> {
                    if (count != 0) {
                        text.append(line)
                                .append(count == 1 ? "" : " " + count + " times")
                                .append('\n');
                    }
                });
        return text.toString();
    }

    /** A line's place as {@link #repeatedText} has it. */
    static String place(LocalDate day, String file, long line) {
        return day + " " + file + ":" + line;
    }

    private static String place(BillLine line) {
        return place(
                LocalDate.ofEpochDay(line.position().day()),
                line.position().file(),
                line.position().line());
    }

    /** The latest results that count, each in a line. */
    String resultsText() {
        StringBuilder text = new StringBuilder();
        latest.forEach(
                (id, change) -> {
                    if (!change.change().after().isWithdrawn()) {
                        text.append(id)
                                .append(": ")
                                .append(text(change.change().after()))
                                .append('\n');
                    }
                });
        return text.toString();
    }

    /** A result in the words of {@link Finding#text}. */
    static String text(Result result) {
        Outcome outcome = result.verdict().outcome();
        String text =
                outcome
                        + (result.verdict().pending() ? " PENDING [" : " FINAL [")
                        + result.verdict().differenceNames()
                        + "]";
        PlatformSide platform = result.platform();
        if (platform != null) {
            text +=
                    side(
                            "platform",
                            platform.day(),
                            platform.amount(),
                            platform.status(),
                            platform.timeMs());
        }
        BillLine line = result.line();
        if (line != null) {
            text +=
                    side(
                                    "channel",
                                    line.position().day(),
                                    line.amount(),
                                    line.status(),
                                    line.timeMs())
                            + " fee "
                            + line.feeMinor()
                            + " trade "
                            + line.tradeNumber()
                            + " at "
                            + line.position().file()
                            + ":"
                            + line.position().line();
        }
        return text;
    }

    private static String side(
            String name, int day, Money amount, TransactionStatus status, long timeMs) {
        return Finding.side(
                name,
                LocalDate.ofEpochDay(day),
                amount.currency(),
                amount.minor(),
                status.name(),
                Instant.ofEpochMilli(timeMs));
    }

    /** The channel side of all results that count. */
    Balance lines() {
        Balance balance = new Balance();
        latest.values().stream()
                .filter(change -> !change.change().after().isWithdrawn())
                .filter(change -> change.change().after().line() != null)
                .forEach(
                        change -> {
                            BillLine line = change.change().after().line();
                            add(balance, change.key(), line.position().day(), 1, line.amount());
                        });
        return balance;
    }

    /** The platform side of all results that count. */
    Balance orders() {
        Balance balance = new Balance();
        latest.values().stream()
                .filter(change -> !change.change().after().isWithdrawn())
                .filter(change -> change.change().after().platform() != null)
                .forEach(
                        change -> {
                            PlatformSide order = change.change().after().platform();
                            add(balance, change.key(), order.day(), 1, order.amount());
                        });
        return balance;
    }

    /** What the ledger says of lines that must be on results. */
    Balance ledgerLines() {
        Balance balance = new Balance();
        ledger.values().forEach(account -> add(balance, account.key(), account.settledLines()));
        return balance;
    }

    /** What the ledger says of orders that must be on results. */
    Balance ledgerOrders() {
        Balance balance = new Balance();
        ledger.values().forEach(account -> add(balance, account.key(), account.settledOrders()));
        return balance;
    }

    /** All that the ledger says. */
    Ledger ledger() {
        Ledger all = new Ledger();
        for (LedgerDelta account : ledger.values()) {
            LedgerKey key = account.key();
            add(all.of(Ledger.Column.LINES), key, account.lines());
            add(all.of(Ledger.Column.REPEATED), key, account.repeated());
            add(all.of(Ledger.Column.OPEN_LINES), key, account.openLines());
            add(all.of(Ledger.Column.ORDERS), key, account.orders());
            add(all.of(Ledger.Column.BEFORE_FIRST_DAY), key, account.beforeFirstDay());
            add(all.of(Ledger.Column.OPEN_ORDERS), key, account.openOrders());
        }
        return all;
    }

    private static void add(Balance balance, LedgerKey key, Tally tally) {
        balance.add(
                key.channel(),
                key.account(),
                key.type().name(),
                LocalDate.ofEpochDay(key.day()),
                key.currency(),
                tally.count(),
                major(tally.amountMinor(), key.currency()));
    }

    private static void add(
            Balance balance, TransactionKey key, int day, long count, Money amount) {
        balance.add(
                key.channel(),
                key.account(),
                key.type().name(),
                LocalDate.ofEpochDay(day),
                amount.currency(),
                count,
                major(amount.minor(), amount.currency()));
    }

    private static BigDecimal major(long minor, String currency) {
        return BigDecimal.valueOf(minor, Heard.decimalsOf(currency));
    }

    /** The statistics as their differences add up to. */
    String statisticsText() {
        Map<String, Sums> cells = new TreeMap<>();
        statistics.forEach((key, sums) -> cells.merge(key.toString(), sums, Sums::plus));
        return text(cells);
    }

    /** The statistics as the latest results have it. */
    String recountedStatisticsText() {
        Map<String, Sums> cells = new TreeMap<>();
        for (ResultChange change : latest.values()) {
            Result result = change.change().after();
            if (result.isWithdrawn()) {
                continue;
            }
            if (result.platform() != null) {
                Money amount = result.platform().amount();
                cells.merge(
                        cell(change.key(), result, result.platform().day(), amount),
                        new Sums(1, amount.minor(), 0, 0),
                        Sums::plus);
            }
            if (result.line() != null) {
                Money amount = result.line().amount();
                cells.merge(
                        cell(change.key(), result, result.line().position().day(), amount),
                        new Sums(0, 0, 1, amount.minor()),
                        Sums::plus);
            }
        }
        return text(cells);
    }

    private static String cell(TransactionKey key, Result result, int day, Money amount) {
        return new StatisticsKey(
                        key.channel(),
                        key.account(),
                        day,
                        amount.currency(),
                        key.type(),
                        result.verdict().outcome())
                .toString();
    }

    private static String text(Map<String, Sums> cells) {
        StringBuilder text = new StringBuilder();
        cells.forEach(
                (cell, sums) -> {
                    if (!sums.isZero()) {
                        text.append(cell).append(": ").append(sums).append('\n');
                    }
                });
        return text.toString();
    }
}
