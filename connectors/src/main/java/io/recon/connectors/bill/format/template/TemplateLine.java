package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.template.BillTemplate.AmountRule;
import io.recon.connectors.bill.format.template.BillTemplate.ChoiceRule;
import io.recon.connectors.bill.format.template.BillTemplate.SkipRule;
import io.recon.connectors.bill.format.template.BillTemplate.TextRule;
import io.recon.connectors.bill.format.text.CsvCells;
import io.recon.connectors.bill.format.text.Identifiers;
import io.recon.connectors.bill.format.text.LineError;
import io.recon.model.Currencies;
import io.recon.model.MinorUnits;
import io.recon.model.MinorUnits.ExcessDecimals;
import io.recon.model.Money;
import io.recon.model.MoneyFormatException;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Makes entries of a text's records by a template whose columns it has found there. */
final class TemplateLine {
    private final BillTemplate template;
    private final BillContext context;
    private final TimePattern.Reader times;

    /** Where each of the template's columns stands, by their index. */
    private final int[] cellOf;

    TemplateLine(BillTemplate template, BillContext context) {
        this.template = template;
        this.context = context;
        this.cellOf = new int[template.columns().size()];
        ZoneId zone = template.state().zone();
        this.times = template.state().time().in(zone == null ? context.zone() : zone);
    }

    /** Finds the template's columns in a header. */
    void bindTo(List<String> header) throws UnreadableBillException {
        for (int i = 0; i < cellOf.length; i++) {
            String name = template.columns().get(i);
            int at = header.indexOf(name);
            if (at < 0) {
                throw new UnreadableBillException(
                        BillError.MISSING_HEADER,
                        "the header has no column " + name + ", it is " + shown(header));
            }
            if (at != header.lastIndexOf(name)) {
                throw new UnreadableBillException(
                        BillError.MISSING_HEADER,
                        "the header has the column " + name + " twice, it is " + shown(header));
            }
            cellOf[i] = at;
        }
    }

    private static String shown(List<String> header) {
        String text = String.join(",", header);
        return LineError.quoted(text.length() > 300 ? text.substring(0, 300) + "…" : text);
    }

    /** Takes the template's columns for numbers from 1. */
    void bindToNumbers() {
        for (int i = 0; i < cellOf.length; i++) {
            cellOf[i] = Integer.parseInt(template.columns().get(i)) - 1;
        }
    }

    /** How many cells a record must have at least. */
    int fewestColumns() {
        int fewest = 1;
        for (int cell : cellOf) {
            fewest = Math.max(fewest, cell + 1);
        }
        return fewest;
    }

    BillEntry read(CsvCells cells, LinePosition position) throws LineError {
        String account = account(cells);
        if (!account.isEmpty() && !context.accepts(account)) {
            throw LineError.ofOtherAccount(account, context);
        }
        if (isSkipped(cells)) {
            return new BillEntry.Other(position, currencyOfSkipped(cells));
        }
        if (account.isEmpty()) {
            throw empty(template.key().account().column());
        }
        TransactionType type = choice(template.key().type(), cells);
        String number = number(type, cells);
        TransactionKey key = new TransactionKey(context.channel(), account, type, number);
        String currency = currency(cells);
        int exponent = exponent(currency);
        long amount = amount(template.money().amount(), exponent, cells);
        if (amount < 0) {
            throw new LineError(
                    BillError.BAD_AMOUNT,
                    inColumn(template.money().amount().column(), cells)
                            + " is negative; sign: absolute or negated would allow it");
        }
        long fee = fee(exponent, cells);
        TransactionStatus status = choice(template.state().status(), cells);
        long timeMs = time(cells);
        return new BillEntry.Detail(
                key,
                new BillLine(
                        position,
                        new Money(amount, currency),
                        fee,
                        status,
                        timeMs,
                        tradeNumber(cells)));
    }

    private boolean isSkipped(CsvCells cells) {
        for (SkipRule skip : template.skips()) {
            if (skip.values().contains(cells.get(cellOf[skip.column()]))) {
                return true;
            }
        }
        return false;
    }

    private String currencyOfSkipped(CsvCells cells) {
        String currency = text(template.money().currency(), cells).toUpperCase(Locale.ROOT);
        return Currencies.exponent(currency).isPresent() ? currency : "";
    }

    private String account(CsvCells cells) throws LineError {
        TextRule rule = template.key().account();
        if (rule == null) {
            return context.account();
        }
        String account = text(rule, cells);
        if (rule.column() != BillTemplate.NONE) {
            checkWhole(rule.column(), account);
        }
        return account;
    }

    private String number(TransactionType type, CsvCells cells) throws LineError {
        int column = template.key().number();
        int refundColumn = template.key().refundNumber();
        if (type == TransactionType.REFUND
                && refundColumn != BillTemplate.NONE
                && !cells.isEmpty(cellOf[refundColumn])) {
            column = refundColumn;
        }
        String number = cells.get(cellOf[column]);
        if (number.isEmpty()) {
            throw empty(column);
        }
        checkWhole(column, number);
        return number;
    }

    private String tradeNumber(CsvCells cells) throws LineError {
        int column = template.key().tradeNumber();
        if (column == BillTemplate.NONE || cells.isEmpty(cellOf[column])) {
            return null;
        }
        String number = cells.get(cellOf[column]);
        checkWhole(column, number);
        return number;
    }

    private void checkWhole(int column, String number) throws LineError {
        if (Identifiers.isDamaged(number)) {
            throw new LineError(
                    BillError.ID_DAMAGED,
                    "column "
                            + template.columns().get(column)
                            + " has "
                            + LineError.quoted(number)
                            + ": a spreadsheet wrote the identifier as a number");
        }
    }

    private String currency(CsvCells cells) throws LineError {
        TextRule rule = template.money().currency();
        if (rule.column() == BillTemplate.NONE) {
            return rule.constant();
        }
        return cells.get(cellOf[rule.column()]).toUpperCase(Locale.ROOT);
    }

    private int exponent(String currency) throws LineError {
        OptionalInt exponent = Currencies.exponent(currency);
        if (exponent.isEmpty()) {
            throw new LineError(
                    BillError.BAD_CURRENCY,
                    LineError.quoted(currency) + " is no currency of ISO 4217");
        }
        return exponent.getAsInt();
    }

    private long fee(int exponent, CsvCells cells) throws LineError {
        AmountRule rule = template.money().fee();
        if (rule == null || cells.isEmpty(cellOf[rule.column()])) {
            return 0;
        }
        return amount(rule, exponent, cells);
    }

    private long amount(AmountRule rule, int exponent, CsvCells cells) throws LineError {
        CharSequence cell = cells.view(cellOf[rule.column()]);
        long minor;
        try {
            minor =
                    rule.inMinorUnits()
                            ? MinorUnits.parseOne(cell, 0, ExcessDecimals.REFUSED)
                            : MinorUnits.parseOne(cell, exponent, ExcessDecimals.ZEROS_SKIPPED);
        } catch (MoneyFormatException e) {
            throw new LineError(
                    BillError.BAD_AMOUNT,
                    "column " + template.columns().get(rule.column()) + ": " + e.getMessage());
        }
        return switch (rule.sign()) {
            case AS_IS -> minor;
            case ABSOLUTE -> Math.abs(minor);
            case NEGATED -> -minor;
        };
    }

    private long time(CsvCells cells) throws LineError {
        int column = template.state().timeColumn();
        try {
            return times.parse(cells.view(cellOf[column]));
        } catch (DateTimeException | ArithmeticException e) {
            throw new LineError(
                    BillError.LINE_INCONSISTENT,
                    inColumn(column, cells) + " is no time like " + template.state().time());
        }
    }

    private <T> T choice(ChoiceRule<T> rule, CsvCells cells) throws LineError {
        if (rule.column() == BillTemplate.NONE) {
            return rule.constant();
        }
        T chosen = rule.map().get(cells.get(cellOf[rule.column()]));
        if (chosen == null) {
            throw new LineError(
                    BillError.LINE_INCONSISTENT,
                    inColumn(rule.column(), cells)
                            + " is not in the template's map: "
                            + String.join(", ", new TreeSet<>(rule.map().keySet())));
        }
        return chosen;
    }

    private String text(TextRule rule, CsvCells cells) {
        return rule.column() == BillTemplate.NONE
                ? rule.constant()
                : cells.get(cellOf[rule.column()]);
    }

    private String inColumn(int column, CsvCells cells) {
        return "column "
                + template.columns().get(column)
                + " has "
                + LineError.quoted(cells.get(cellOf[column]))
                + ", which";
    }

    private LineError empty(int column) {
        return new LineError(
                BillError.LINE_INCONSISTENT,
                "column " + template.columns().get(column) + " is empty");
    }
}
