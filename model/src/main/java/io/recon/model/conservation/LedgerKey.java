package io.recon.model.conservation;

import static java.util.Objects.requireNonNull;

import io.recon.model.TransactionType;

/**
 * What names one account of the ledger.
 *
 * @param day epoch days: a line's bill day, an order's platform day
 * @param currency ISO 4217, of the line or of the order itself
 */
public record LedgerKey(
        String channel, String account, int day, String currency, TransactionType type) {
    public LedgerKey {
        requireNonNull(channel, "channel");
        requireNonNull(account, "account");
        requireNonNull(currency, "currency");
        requireNonNull(type, "type");
    }
}
