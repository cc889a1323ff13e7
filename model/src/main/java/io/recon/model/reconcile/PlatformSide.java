package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

import io.recon.model.Money;
import io.recon.model.TransactionStatus;

/**
 * What the platform says of a transaction.
 *
 * @param timeMs when it was paid, else when the order last changed, epoch milliseconds
 * @param day the business day of that time by the channel's clock, epoch days
 */
public record PlatformSide(Money amount, TransactionStatus status, long timeMs, int day) {
    public PlatformSide {
        requireNonNull(amount, "amount");
        requireNonNull(status, "status");
    }
}
