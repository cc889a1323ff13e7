package io.recon.local.workload;

import static java.util.Objects.requireNonNull;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;

/**
 * A bill line as the channel means it.
 *
 * @param orderNumber for a refund the payment's number, else the transaction's own
 * @param tradeNumber the channel's number, or null
 * @param feeMinor in the amount's currency; positive: cost to the merchant
 * @param timeMs as the bill writes it, epoch milliseconds
 */
public record PlannedLine(
        TransactionKey key,
        String orderNumber,
        String tradeNumber,
        Money amount,
        long feeMinor,
        TransactionStatus status,
        long timeMs) {
    public PlannedLine {
        requireNonNull(key, "key");
        requireNonNull(amount, "amount");
        requireNonNull(status, "status");
    }

    PlannedLine withTradeNumber(String other) {
        return new PlannedLine(key, orderNumber, other, amount, feeMinor, status, timeMs);
    }

    PlannedLine withAmount(Money other) {
        return new PlannedLine(key, orderNumber, tradeNumber, other, feeMinor, status, timeMs);
    }

    PlannedLine withStatus(TransactionStatus other) {
        return new PlannedLine(key, orderNumber, tradeNumber, amount, feeMinor, other, timeMs);
    }

    PlannedLine withTime(long otherMs) {
        return new PlannedLine(key, orderNumber, tradeNumber, amount, feeMinor, status, otherMs);
    }
}
