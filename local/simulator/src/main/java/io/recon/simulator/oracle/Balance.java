package io.recon.simulator.oracle;

import io.recon.simulator.oracle.Finding.PlatformSide;
import io.recon.simulator.oracle.Oracle.Transaction;
import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Key;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts and sums in major units, per channel, account, day, currency and transaction type; what is
 * zero is not there.
 */
public final class Balance {
    /** How many, and how much. */
    private record Sum(long count, BigDecimal amount) {}

    private final Map<String, Sum> sums = new TreeMap<>();

    /** What the bills say that counts: the lines but the repeated and the open. */
    public static Balance ofLines(Iterable<Transaction> transactions) {
        Balance balance = new Balance();
        for (Transaction transaction : transactions) {
            for (Fact.Line line : transaction.lines()) {
                boolean isOpen = transaction.isOpen() && line.equals(transaction.lines().get(0));
                if (!isOpen && !transaction.repeated().contains(line)) {
                    balance.add(
                            transaction.key(),
                            line.place().day(),
                            line.said().amount(),
                            line.said().currency());
                }
            }
        }
        return balance;
    }

    /**
     * What the platform says that counts: SUCCESS orders, and others that met a line, but the open
     * ones and the lone ones before the first day.
     */
    public static Balance ofOrders(Iterable<Transaction> transactions, LocalDate firstDay) {
        Balance balance = new Balance();
        for (Transaction transaction : transactions) {
            PlatformSide order = transaction.platform();
            boolean isLone = transaction.lines().isEmpty();
            boolean counts = order != null && (!isLone || order.status().equals("SUCCESS"));
            boolean isEarly = counts && isLone && order.day().isBefore(firstDay);
            if (counts && !isEarly && !transaction.isOpen()) {
                balance.add(
                        transaction.key(),
                        order.day(),
                        order.row().amount(),
                        order.row().currency());
            }
        }
        return balance;
    }

    /** Adds one. */
    public void add(Key key, LocalDate day, BigDecimal amount, String currency) {
        add(key.channel(), key.account(), key.type(), day, currency, 1, amount);
    }

    /** Adds many. */
    public void add(
            String channel,
            String account,
            String type,
            LocalDate day,
            String currency,
            long count,
            BigDecimal amount) {
        add(
                channel + " " + account + " " + type + " " + day + " " + currency,
                new Sum(count, amount));
    }

    /** This and another one together. */
    public Balance plus(Balance other) {
        Balance both = new Balance();
        sums.forEach(both::add);
        other.sums.forEach(both::add);
        return both;
    }

    private void add(String cell, Sum sum) {
        Sum before = sums.getOrDefault(cell, new Sum(0, BigDecimal.ZERO));
        Sum after = new Sum(before.count() + sum.count(), before.amount().add(sum.amount()));
        if (after.count() == 0 && after.amount().signum() == 0) {
            sums.remove(cell);
        } else {
            sums.put(cell, after);
        }
    }

    /** All cells, each in a line. */
    public String text() {
        StringBuilder text = new StringBuilder();
        sums.forEach(
                (cell, sum) ->
                        text.append(cell)
                                .append(": ")
                                .append(sum.count())
                                .append(" of ")
                                .append(sum.amount().stripTrailingZeros().toPlainString())
                                .append('\n'));
        return text.toString();
    }
}
