package io.recon.connectors.order;

import static java.util.Objects.requireNonNull;

import io.recon.model.TransactionStatus;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How this platform's order table looks.
 *
 * @param columns our column's name ({@link OrderColumn}) to the table's name for it, where they
 *     differ
 * @param statuses the table's status to ours, exactly as the table writes it; the {@linkplain
 *     #DEFAULT_STATUSES defaults} hold beside them, and what is given here goes before
 * @param amountUnit what a plain amount counts
 * @param channels the configured channels; an order of any other is rejected
 */
public record OrderParserOptions(
        Map<String, String> columns,
        Map<String, TransactionStatus> statuses,
        AmountUnit amountUnit,
        Set<String> channels)
        implements Serializable {
    /** The statuses that need no configuration. */
    public static final Map<String, TransactionStatus> DEFAULT_STATUSES =
            Map.of(
                    "SUCCESS", TransactionStatus.SUCCESS,
                    "PAID", TransactionStatus.SUCCESS,
                    "REFUNDED", TransactionStatus.SUCCESS,
                    "CREATED", TransactionStatus.PENDING,
                    "PENDING", TransactionStatus.PENDING,
                    "PROCESSING", TransactionStatus.PENDING,
                    "FAILED", TransactionStatus.FAILED,
                    "CLOSED", TransactionStatus.FAILED,
                    "CANCELLED", TransactionStatus.FAILED);

    /** What a plain amount counts. */
    public enum AmountUnit {
        /** The currency's unit: {@code 12.34} is 12 dollars and 34 cents. */
        MAJOR,
        /** The currency's smallest unit, in whole numbers: {@code 1234} is the same. */
        MINOR
    }

    public OrderParserOptions {
        columns = Map.copyOf(columns);
        Map<String, TransactionStatus> all = new HashMap<>(DEFAULT_STATUSES);
        all.putAll(statuses);
        statuses = Map.copyOf(all);
        requireNonNull(amountUnit, "amountUnit");
        channels = Set.copyOf(channels);
        for (Map.Entry<String, String> column : columns.entrySet()) {
            if (OrderColumn.ofName(column.getKey()).isEmpty()) {
                throw new IllegalArgumentException(
                        "\"" + column.getKey() + "\" is no column of an order");
            }
            if (column.getValue().isBlank()) {
                throw new IllegalArgumentException(
                        "the name for column " + column.getKey() + " is blank");
            }
        }
    }

    /** A table that looks as if it were made for us. */
    public static OrderParserOptions ofChannels(Set<String> channels) {
        return new OrderParserOptions(Map.of(), Map.of(), AmountUnit.MAJOR, channels);
    }

    /** The name under which the table has a column. */
    String nameOf(OrderColumn column) {
        return columns.getOrDefault(column.columnName(), column.columnName());
    }
}
