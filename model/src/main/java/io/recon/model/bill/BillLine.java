package io.recon.model.bill;

import static java.util.Objects.requireNonNull;

import io.recon.model.Money;
import io.recon.model.TransactionStatus;
import java.util.Objects;

/**
 * One detail line of a bill, apart from its transaction key.
 *
 * @param amount never negative; the transaction's type says which way the money went
 * @param feeMinor the channel's fee in the amount's currency: positive is a cost to the merchant,
 *     negative a fee given back
 * @param timeMs the line's own time, epoch milliseconds. It never decides the bill day
 * @param tradeNumber the channel's number of the transaction; may be null
 */
public record BillLine(
        LinePosition position,
        Money amount,
        long feeMinor,
        TransactionStatus status,
        long timeMs,
        String tradeNumber) {
    public BillLine {
        requireNonNull(position, "position");
        requireNonNull(amount, "amount");
        requireNonNull(status, "status");
        if (amount.minor() < 0) {
            throw new IllegalArgumentException("line amount " + amount.minor() + " is negative");
        }
    }

    /** What makes two lines of one transaction the same line met twice. */
    public record Identity(
            String tradeNumber, Money amount, TransactionStatus status, long timeMs) {}

    /**
     * What this line says, wherever it stands. Two lines of one transaction with the same identity
     * are one line met twice. The fee and the position are no part of it.
     */
    public Identity identity() {
        return new Identity(tradeNumber, amount, status, timeMs);
    }

    /** Whether two lines of one transaction are one line met twice. */
    public boolean repeats(BillLine other) {
        return timeMs == other.timeMs
                && status == other.status
                && amount.equals(other.amount)
                && Objects.equals(tradeNumber, other.tradeNumber);
    }
}
