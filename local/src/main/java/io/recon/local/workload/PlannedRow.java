package io.recon.local.workload;

import io.recon.model.Money;
import io.recon.model.TransactionStatus;

/**
 * A version of an order's row.
 *
 * @param paidAtMs null before it succeeded
 */
record PlannedRow(
        String orderNumber,
        String tradeNumber,
        Money amount,
        TransactionStatus status,
        Long paidAtMs,
        long updatedAtMs) {
    long timeMs() {
        return paidAtMs == null ? updatedAtMs : paidAtMs;
    }
}
