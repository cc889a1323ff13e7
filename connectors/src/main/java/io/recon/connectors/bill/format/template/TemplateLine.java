package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.template.BillTemplate.AmountRule;
import io.recon.connectors.bill.format.template.BillTemplate.ChoiceRule;
import io.recon.connectors.bill.format.template.BillTemplate.ColumnRule;
import io.recon.connectors.bill.format.template.BillTemplate.KeyRule;
import io.recon.connectors.bill.format.template.BillTemplate.Sign;
import io.recon.connectors.bill.format.template.BillTemplate.SkipRule;
import io.recon.connectors.bill.format.template.BillTemplate.TextRule;
import io.recon.connectors.bill.format.template.BillTemplate.TimeRule;
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
import java.util.Locale;
import java.util.OptionalInt;

/** Makes entries of a text's records by a template. Used by one thread. */
final class TemplateLine {
    private final BillTemplate template;
    private final BillContext context;
    private final TimePattern.Reader times;
    private final TextMemory accounts = new TextMemory();
    private final TextMemory currencies = new TextMemory();

    TemplateLine(BillTemplate template, BillContext context) {
        this.template = template;
        this.context = context;
        TimeRule time = template.state().time();
        this.times = time.pattern().in(time.zone() == null ? context.zone() : time.zone());
    }

    /**
     * Reads a record.
     *
     * @throws LineError if it cannot be read
     * @throws UnreadableBillException if its bytes are none of the template's charset
     */
    BillEntry read(RecordCells cells, LinePosition position)
            throws LineError, UnreadableBillException {
        if (template.layout().mixesRecords()) {
            // The account's place of a head or a trailer holds something else, if anything.
            if (isSkipped(cells)) {
                return new BillEntry.Other(position, currencyOfSkipped(cells));
            }
            cells.requireAll();
        }
        String account = account(cells);
        if (!account.isEmpty() && !context.accepts(account)) {
            throw wrongMerchant(account);
        }
        if (!template.layout().mixesRecords() && isSkipped(cells)) {
            return new BillEntry.Other(position, currencyOfSkipped(cells));
        }
        TextRule accountRule = template.key().account();
        if (account.isEmpty()) {
            throw empty(accountRule.column(), accountRule.at());
        }
        TransactionType type = choice(template.key().type(), cells);
        String number = number(type, cells);
        TransactionKey key = new TransactionKey(context.channel(), account, type, number);
        return new BillEntry.Detail(key, line(cells, position));
    }

    private BillLine line(RecordCells cells, LinePosition position)
            throws LineError, UnreadableBillException {
        String currency = currency(cells);
        int exponent = exponent(currency);
        AmountRule amountRule = template.money().amount();
        long amount = amount(amountRule, exponent, cells);
        if (amount < 0) {
            throw refused(
                    BillError.BAD_AMOUNT,
                    amountRule.column(),
                    cells,
                    amountRule.sign() == Sign.NEGATED
                            ? "is negative when sign: negated has turned it; sign: absolute would"
                                    + " allow it"
                            : "is negative; sign: absolute or negated would allow it",
                    amountRule.at());
        }
        long fee = fee(exponent, cells);
        TransactionStatus status = choice(template.state().status(), cells);
        long timeMs = time(cells);
        return new BillLine(
                position, new Money(amount, currency), fee, status, timeMs, tradeNumber(cells));
    }

    private boolean isSkipped(RecordCells cells) throws UnreadableBillException {
        for (SkipRule skip : template.skips()) {
            if (cells.has(skip.column()) && skip.values().get(cells.view(skip.column())) != null) {
                return true;
            }
        }
        return false;
    }

    private String currencyOfSkipped(RecordCells cells) throws UnreadableBillException {
        TextRule rule = template.money().currency();
        if (rule.column() != BillTemplate.NONE && !cells.has(rule.column())) {
            return "";
        }
        String currency = text(rule, currencies, cells).toUpperCase(Locale.ROOT);
        return Currencies.exponent(currency).isPresent() ? currency : "";
    }

    private String account(RecordCells cells) throws LineError, UnreadableBillException {
        TextRule rule = template.key().account();
        if (rule == null) {
            return context.account();
        }
        String account = text(rule, accounts, cells);
        if (rule.column() != BillTemplate.NONE) {
            checkWhole(rule.column(), account, rule.at());
        }
        return account;
    }

    private LineError wrongMerchant(String account) {
        LineError error = LineError.ofOtherAccount(account, context);
        TextRule rule = template.key().account();
        return rule == null ? error : rule.at().lineError(error.error(), error.getMessage());
    }

    private String number(TransactionType type, RecordCells cells)
            throws LineError, UnreadableBillException {
        KeyRule key = template.key();
        ColumnRule rule = key.number();
        if (type == TransactionType.REFUND
                && key.refundNumber() != null
                && !cells.view(key.refundNumber().column()).isEmpty()) {
            rule = key.refundNumber();
        }
        String number = cells.view(rule.column()).toString();
        if (number.isEmpty()) {
            throw empty(rule.column(), rule.at());
        }
        checkWhole(rule.column(), number, rule.at());
        return number;
    }

    private String tradeNumber(RecordCells cells) throws LineError, UnreadableBillException {
        ColumnRule rule = template.key().tradeNumber();
        if (rule == null) {
            return null;
        }
        String number = cells.view(rule.column()).toString();
        checkWhole(rule.column(), number, rule.at());
        return number.isEmpty() ? null : number;
    }

    private void checkWhole(int column, String number, Origin at) throws LineError {
        if (Identifiers.isDamaged(number)) {
            throw at.lineError(
                    BillError.ID_DAMAGED,
                    named(column, number)
                            + " is an identifier that a spreadsheet wrote as a number");
        }
    }

    private String currency(RecordCells cells) throws UnreadableBillException {
        return text(template.money().currency(), currencies, cells).toUpperCase(Locale.ROOT);
    }

    private int exponent(String currency) throws LineError {
        OptionalInt exponent = Currencies.exponent(currency);
        if (exponent.isEmpty()) {
            TextRule rule = template.money().currency();
            throw rule.at()
                    .lineError(
                            BillError.BAD_CURRENCY,
                            named(rule.column(), currency) + " is no currency of ISO 4217");
        }
        return exponent.getAsInt();
    }

    private long fee(int exponent, RecordCells cells) throws LineError, UnreadableBillException {
        AmountRule rule = template.money().fee();
        if (rule == null || cells.view(rule.column()).isEmpty()) {
            return 0;
        }
        return amount(rule, exponent, cells);
    }

    private long amount(AmountRule rule, int exponent, RecordCells cells)
            throws LineError, UnreadableBillException {
        CharSequence cell = cells.view(rule.column());
        long minor;
        try {
            minor =
                    rule.inMinorUnits()
                            ? MinorUnits.parseOne(cell, 0, ExcessDecimals.REFUSED)
                            : MinorUnits.parseOne(cell, exponent, ExcessDecimals.ZEROS_SKIPPED);
        } catch (MoneyFormatException e) {
            throw rule.at()
                    .lineError(
                            BillError.BAD_AMOUNT,
                            "column " + nameOf(rule.column()) + ": " + e.getMessage());
        }
        return switch (rule.sign()) {
            case AS_IS -> minor;
            case ABSOLUTE -> Math.abs(minor);
            case NEGATED -> -minor;
        };
    }

    private long time(RecordCells cells) throws LineError, UnreadableBillException {
        TimeRule rule = template.state().time();
        try {
            return times.parse(cells.view(rule.column()));
        } catch (DateTimeException | ArithmeticException e) {
            throw refused(
                    BillError.LINE_INCONSISTENT,
                    rule.column(),
                    cells,
                    "is not of the pattern \"" + rule.pattern() + "\"",
                    rule.at());
        }
    }

    private <T> T choice(ChoiceRule<T> rule, RecordCells cells)
            throws LineError, UnreadableBillException {
        if (rule.column() == BillTemplate.NONE) {
            return rule.constant();
        }
        T chosen = rule.map().get(cells.view(rule.column()));
        if (chosen == null) {
            throw refused(
                    BillError.LINE_INCONSISTENT,
                    rule.column(),
                    cells,
                    "is not in the map: " + String.join(", ", rule.map().words()),
                    rule.at());
        }
        return chosen;
    }

    private static String text(TextRule rule, TextMemory memory, RecordCells cells)
            throws UnreadableBillException {
        return rule.column() == BillTemplate.NONE
                ? rule.constant()
                : memory.of(cells.view(rule.column()));
    }

    private String nameOf(int column) {
        return template.columns().get(column).name();
    }

    private String named(int column, CharSequence value) {
        return "column " + nameOf(column) + " " + LineError.quoted(value);
    }

    private LineError refused(BillError error, int column, RecordCells cells, String why, Origin at)
            throws UnreadableBillException {
        return at.lineError(error, named(column, cells.view(column)) + " " + why);
    }

    private LineError empty(int column, Origin at) {
        return at.lineError(BillError.LINE_INCONSISTENT, "column " + nameOf(column) + " is empty");
    }
}
