package io.recon.model;

import static java.util.Objects.requireNonNull;

/**
 * An exact amount of money.
 *
 * @param minor the amount in the currency's minor unit (fen, cents; JPY has none, KWD has fils)
 * @param currency the ISO 4217 code, for example {@code CNY}
 */
public record Money(long minor, String currency) {
    public Money {
        requireNonNull(currency, "currency");
    }
}
