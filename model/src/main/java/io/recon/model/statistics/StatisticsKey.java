package io.recon.model.statistics;

import static java.util.Objects.requireNonNull;

import io.recon.model.TransactionType;
import io.recon.model.reconcile.Outcome;

/**
 * What names one cell of the statistics.
 *
 * @param day epoch days; each side of a result counts under its own day
 * @param currency ISO 4217; each side counts under its own currency
 */
public record StatisticsKey(
        String channel,
        String account,
        int day,
        String currency,
        TransactionType type,
        Outcome outcome) {
    public StatisticsKey {
        requireNonNull(channel, "channel");
        requireNonNull(account, "account");
        requireNonNull(currency, "currency");
        requireNonNull(type, "type");
        requireNonNull(outcome, "outcome");
    }

    /**
     * This key as one string, by which streams are partitioned. The lengths of the free texts stand
     * before them, so that no two keys share a string whatever characters they hold.
     */
    public String partitionKey() {
        return type.code()
                + Integer.toString(outcome.code())
                + '/'
                + day
                + '/'
                + currency.length()
                + ':'
                + currency
                + channel.length()
                + ':'
                + channel
                + account;
    }
}
