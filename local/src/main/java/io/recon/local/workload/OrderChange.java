package io.recon.local.workload;

import io.recon.model.TransactionKey;

/**
 * A change of an order's row.
 *
 * @param operation Debezium's letter: c, u, d or r
 * @param before the key before the change, where the event carries it; else null
 * @param key the row's key; of a deletion the deleted one
 * @param row what the row says after the change; null for a deletion
 */
record OrderChange(
        char operation, TransactionKey before, TransactionKey key, PlannedRow row, LogPosition at) {
    boolean movesItsKey() {
        return row != null && before != null && !before.equals(key);
    }

    OrderChange as(char otherOperation, LogPosition otherAt) {
        return new OrderChange(otherOperation, null, key, row, otherAt);
    }
}
