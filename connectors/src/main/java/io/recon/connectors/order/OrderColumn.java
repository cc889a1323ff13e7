package io.recon.connectors.order;

import java.util.Optional;

/** The columns of an order's row, under our names. A configuration may rename each of them. */
public enum OrderColumn {
    CHANNEL("channel"),
    ACCOUNT("account"),
    TXN_TYPE("txn_type"),
    TXN_NO("txn_no"),
    ORDER_NO("order_no"),
    CHANNEL_TRADE_NO("channel_trade_no"),
    AMOUNT("amount"),
    CURRENCY("currency"),
    STATUS("status"),
    PAID_AT("paid_at"),
    UPDATED_AT("updated_at");

    private final String columnName;

    OrderColumn(String columnName) {
        this.columnName = columnName;
    }

    /** The name by which the configuration and, unless it is renamed, the events call it. */
    public String columnName() {
        return columnName;
    }

    /** The column of this name, or empty where there is none. */
    public static Optional<OrderColumn> ofName(String name) {
        for (OrderColumn column : values()) {
            if (column.columnName.equals(name)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }
}
