package io.recon.simulator.oracle;

import io.recon.simulator.oracle.Finding.PlatformSide;
import io.recon.simulator.oracle.Oracle.Transaction;
import io.recon.simulator.story.Fact;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** All that the ledger must hold, and not only the difference that must be on results. */
public final class Ledger {
    /** What the ledger adds up. */
    public enum Column {
        /** All lines. */
        LINES,
        /** Lines that say what an earlier one said. */
        REPEATED,
        /** Lines that are on no result yet. */
        OPEN_LINES,
        /** SUCCESS orders, and others that met a line. */
        ORDERS,
        /** Lone orders of a day before the first. */
        BEFORE_FIRST_DAY,
        /** Orders that are on no result yet. */
        OPEN_ORDERS
    }

    private final Map<Column, Balance> columns = new EnumMap<>(Column.class);

    /** A ledger that holds nothing. */
    public Ledger() {
        for (Column column : Column.values()) {
            columns.put(column, new Balance());
        }
    }

    /** What the ledger must hold of some transactions. */
    public static Ledger of(Iterable<Transaction> transactions, LocalDate firstDay) {
        Ledger ledger = new Ledger();
        for (Transaction transaction : transactions) {
            transaction.lines().forEach(line -> ledger.add(Column.LINES, transaction, line));
            transaction.repeated().forEach(line -> ledger.add(Column.REPEATED, transaction, line));
            if (transaction.isOpen() && !transaction.lines().isEmpty()) {
                ledger.add(Column.OPEN_LINES, transaction, transaction.lines().get(0));
            }
            ledger.addOrder(transaction, firstDay);
        }
        return ledger;
    }

    private void addOrder(Transaction transaction, LocalDate firstDay) {
        PlatformSide order = transaction.platform();
        boolean isLone = transaction.lines().isEmpty();
        if (order == null || (isLone && !order.status().equals("SUCCESS"))) {
            return;
        }
        add(Column.ORDERS, transaction, order);
        if (isLone && order.day().isBefore(firstDay)) {
            add(Column.BEFORE_FIRST_DAY, transaction, order);
        } else if (transaction.isOpen()) {
            add(Column.OPEN_ORDERS, transaction, order);
        }
    }

    private void add(Column column, Transaction transaction, Fact.Line line) {
        of(column)
                .add(
                        transaction.key(),
                        line.place().day(),
                        line.said().amount(),
                        line.said().currency());
    }

    private void add(Column column, Transaction transaction, PlatformSide order) {
        of(column)
                .add(transaction.key(), order.day(), order.row().amount(), order.row().currency());
    }

    /** One column. */
    public Balance of(Column column) {
        return columns.get(column);
    }

    /**
     * All columns, each cell in a line.
     *
     * @param tellsEarlyApart whether orders before the first day are told apart from open ones.
     *     Which day is the first is not known from the beginning: until it has closed, an order
     *     before it may wait like any other
     */
    public String text(boolean tellsEarlyApart) {
        StringBuilder text = new StringBuilder();
        for (Column column : Column.values()) {
            boolean isBoth = column == Column.BEFORE_FIRST_DAY || column == Column.OPEN_ORDERS;
            if (!isBoth || tellsEarlyApart) {
                append(text, column.name(), of(column));
            }
        }
        if (!tellsEarlyApart) {
            Balance both = of(Column.BEFORE_FIRST_DAY).plus(of(Column.OPEN_ORDERS));
            append(text, Column.BEFORE_FIRST_DAY + " and " + Column.OPEN_ORDERS, both);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, Balance balance) {
        balance.text()
                .lines()
                .forEach(line -> text.append(name).append(' ').append(line).append('\n'));
    }
}
