package io.recon.model.order;

import static java.util.Objects.requireNonNull;

import io.recon.model.Money;
import io.recon.model.TransactionStatus;

/**
 * What a version of an order's row says, apart from its key.
 *
 * @param orderNumber for a refund the payment's number; may be null
 * @param channelTradeNumber the channel's number where the platform knows it; may be null
 * @param amount always positive
 * @param paidAtMs when it succeeded, epoch milliseconds; {@link #NOT_PAID} before that
 * @param updatedAtMs when the row last changed, epoch milliseconds
 */
public record OrderRow(
        String orderNumber,
        String channelTradeNumber,
        Money amount,
        TransactionStatus status,
        long paidAtMs,
        long updatedAtMs) {
    /** Stands for an absent {@code paid_at}. */
    public static final long NOT_PAID = Long.MIN_VALUE;

    public OrderRow {
        requireNonNull(amount, "amount");
        requireNonNull(status, "status");
        if (amount.minor() <= 0) {
            throw new IllegalArgumentException(
                    "order amount " + amount.minor() + " is not positive");
        }
    }

    public boolean isPaid() {
        return paidAtMs != NOT_PAID;
    }

    /** The order's own time: when it was paid, else when it last changed. */
    public long timeMs() {
        return isPaid() ? paidAtMs : updatedAtMs;
    }
}
