package io.recon.connectors.order;

import static io.recon.connectors.order.UnreadableOrderException.shown;

import io.recon.model.Currencies;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.order.OrderRow;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Understands a row's cells: the transaction's key, and what the table says about it. */
final class RowReader {
    private static final List<OrderColumn> KEY =
            List.of(
                    OrderColumn.CHANNEL,
                    OrderColumn.ACCOUNT,
                    OrderColumn.TXN_TYPE,
                    OrderColumn.TXN_NO);

    /** One text per channel: of millions of equal ones only this is kept. */
    private final Map<String, String> channels = new HashMap<>();

    private final Map<String, TransactionStatus> statuses;
    private final OrderParserOptions.AmountUnit amountUnit;
    private final Map<String, KnownCurrency> currencies = new HashMap<>();
    private final Map<OrderColumn, BoundColumn> columns = new EnumMap<>(OrderColumn.class);

    /** Two columns of ours may be one of the table: then they share a slot. */
    private final Map<String, Integer> keySlots = new HashMap<>();

    private final Map<String, Integer> rowSlots;

    RowReader(OrderParserOptions options) {
        statuses = new HashMap<>(options.statuses());
        amountUnit = options.amountUnit();
        for (String channel : options.channels()) {
            channels.put(channel, channel);
        }
        for (OrderColumn column : KEY) {
            bind(column, options.nameOf(column), keySlots);
        }
        // The key's columns come first in both, so that one number names a column in both.
        rowSlots = new HashMap<>(keySlots);
        for (OrderColumn column : OrderColumn.values()) {
            bind(column, options.nameOf(column), rowSlots);
        }
    }

    private void bind(OrderColumn column, String name, Map<String, Integer> slots) {
        slots.putIfAbsent(name, slots.size());
        String ours = column.columnName();
        String shown = "column " + name + (name.equals(ours) ? "" : " (" + ours + ")");
        columns.put(column, new BoundColumn(slots.get(name), shown));
    }

    /** The columns of the key and their slots. */
    Map<String, Integer> keySlots() {
        return keySlots;
    }

    /** All columns and their slots; those of the key have the same as in {@link #keySlots}. */
    Map<String, Integer> rowSlots() {
        return rowSlots;
    }

    /** The key that a row holds. */
    TransactionKey key(Cells row) throws UnreadableOrderException {
        String channelText = keyText(row, OrderColumn.CHANNEL);
        String channel = channels.get(channelText);
        if (channel == null) {
            throw new UnreadableOrderException(
                    name(OrderColumn.CHANNEL)
                            + " is "
                            + shown(channelText)
                            + ", which is not configured; configured are "
                            + new TreeSet<>(channels.keySet()));
        }
        String account = keyText(row, OrderColumn.ACCOUNT);
        String typeText = keyText(row, OrderColumn.TXN_TYPE);
        TransactionType type =
                switch (typeText) {
                    case "PAYMENT" -> TransactionType.PAYMENT;
                    case "REFUND" -> TransactionType.REFUND;
                    default ->
                            throw new UnreadableOrderException(
                                    name(OrderColumn.TXN_TYPE)
                                            + " is "
                                            + shown(typeText)
                                            + "; it must be PAYMENT or REFUND");
                };
        return new TransactionKey(channel, account, type, keyText(row, OrderColumn.TXN_NO));
    }

    private String keyText(Cells row, OrderColumn column) throws UnreadableOrderException {
        String text = optionalText(row, column);
        if (text == null || text.isBlank()) {
            throw new UnreadableOrderException(
                    name(column) + " is " + row.describe(slot(column)) + "; the key needs it");
        }
        return trimmed(text);
    }

    /**
     * Without spaces and tabs at the ends, as keys on bills are read: a column of fixed width fills
     * them up, and such an order would never meet its line.
     */
    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (isBlank(text.charAt(start))) {
            start++;
        }
        while (isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** A text, or a whole number as its text: numbers of tables may be either. */
    private String optionalText(Cells row, OrderColumn column) throws UnreadableOrderException {
        int slot = slot(column);
        return switch (row.kind(slot)) {
            case ABSENT, NULL -> null;
            case TEXT -> {
                String text = row.text(slot);
                if (!Utf16.isWhole(text)) {
                    throw new UnreadableOrderException(
                            name(column) + " holds half a character: a lone surrogate");
                }
                yield text;
            }
            case INTEGER -> row.text(slot);
            case LONG_TEXT, FRACTION, BOOLEAN, SCALED, NESTED ->
                    throw new UnreadableOrderException(
                            name(column)
                                    + " is "
                                    + row.describe(slot)
                                    + "; it must be a text of at most "
                                    + Cells.MOST_TEXT_CHARS
                                    + " characters");
        };
    }

    /** What {@code after} holds beside its key. */
    OrderRow row(EventReader event) throws UnreadableOrderException {
        Cells row = event.after();
        KnownCurrency currency = currency(row);
        int amountSlot = slot(OrderColumn.AMOUNT);
        int decimals = amountUnit == OrderParserOptions.AmountUnit.MINOR ? 0 : currency.decimals();
        long minor =
                OrderAmounts.minor(
                        row,
                        amountSlot,
                        event.type(amountSlot),
                        decimals,
                        name(OrderColumn.AMOUNT));
        TransactionStatus status = status(row);
        long paidAtMs = paidAtMs(row, event);
        return new OrderRow(
                optionalText(row, OrderColumn.ORDER_NO),
                optionalText(row, OrderColumn.CHANNEL_TRADE_NO),
                new Money(minor, currency.code()),
                status,
                paidAtMs,
                updatedAtMs(row, paidAtMs, event));
    }

    private KnownCurrency currency(Cells row) throws UnreadableOrderException {
        int slot = slot(OrderColumn.CURRENCY);
        if (row.kind(slot) == Cells.Kind.TEXT) {
            String text = row.text(slot);
            KnownCurrency known = currencies.get(text);
            if (known == null) {
                known = find(text);
            }
            if (known != null) {
                return known;
            }
        }
        throw new UnreadableOrderException(
                name(OrderColumn.CURRENCY)
                        + " is "
                        + row.describe(slot)
                        + "; it must be a currency's code of ISO 4217");
    }

    /** Looks a currency up, in any case of letters; null if there is none. */
    private KnownCurrency find(String text) {
        if (text.length() != 3 || text.chars().anyMatch(c -> c > 'z')) {
            return null;
        }
        String code = text.toUpperCase(Locale.ROOT);
        OptionalInt decimals = Currencies.exponent(code);
        if (decimals.isEmpty()) {
            return null;
        }
        KnownCurrency known = new KnownCurrency(code, decimals.getAsInt());
        currencies.put(text, known);
        return known;
    }

    private TransactionStatus status(Cells row) throws UnreadableOrderException {
        int slot = slot(OrderColumn.STATUS);
        Cells.Kind kind = row.kind(slot);
        TransactionStatus status =
                kind == Cells.Kind.TEXT || kind == Cells.Kind.INTEGER
                        ? statuses.get(row.text(slot))
                        : null;
        if (status == null) {
            throw new UnreadableOrderException(
                    name(OrderColumn.STATUS)
                            + " is "
                            + row.describe(slot)
                            + "; known are "
                            + new TreeSet<>(statuses.keySet()));
        }
        return status;
    }

    private long paidAtMs(Cells row, EventReader event) throws UnreadableOrderException {
        return isGiven(row, OrderColumn.PAID_AT)
                ? time(row, OrderColumn.PAID_AT, event)
                : OrderRow.NOT_PAID;
    }

    private long updatedAtMs(Cells row, long paidAtMs, EventReader event)
            throws UnreadableOrderException {
        if (isGiven(row, OrderColumn.UPDATED_AT)) {
            return time(row, OrderColumn.UPDATED_AT, event);
        }
        if (paidAtMs == OrderRow.NOT_PAID) {
            throw new UnreadableOrderException(
                    name(OrderColumn.PAID_AT)
                            + " and "
                            + name(OrderColumn.UPDATED_AT)
                            + " are both null: the order has no time");
        }
        // Tables that set it only at a row's first update leave it null till then.
        return paidAtMs;
    }

    /** Whether a time is there. A column that is missing is a wrong name, and no null. */
    private boolean isGiven(Cells row, OrderColumn column) throws UnreadableOrderException {
        Cells.Kind kind = row.kind(slot(column));
        if (kind == Cells.Kind.ABSENT) {
            throw new UnreadableOrderException(name(column) + " is missing");
        }
        return kind != Cells.Kind.NULL;
    }

    private long time(Cells row, OrderColumn column, EventReader event)
            throws UnreadableOrderException {
        int slot = slot(column);
        return OrderTimes.milliseconds(row, slot, event.type(slot), name(column));
    }

    private int slot(OrderColumn column) {
        return columns.get(column).slot();
    }

    private String name(OrderColumn column) {
        return columns.get(column).shown();
    }

    private record KnownCurrency(String code, int decimals) {}

    /**
     * A column of this table.
     *
     * @param shown how reasons name it
     */
    private record BoundColumn(int slot, String shown) {}
}
