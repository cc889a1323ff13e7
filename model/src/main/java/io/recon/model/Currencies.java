package io.recon.model;

import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The currencies of ISO 4217 and how many decimals each has (JPY 0, CNY 2, KWD 3), as the JDK knows
 * them. Codes without a minor unit of their own, such as gold (XAU), are none.
 */
public final class Currencies {
    private static final Map<String, Integer> EXPONENTS = exponents();

    private Currencies() {}

    private static Map<String, Integer> exponents() {
        Map<String, Integer> exponents = new HashMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            if (currency.getDefaultFractionDigits() >= 0) {
                exponents.put(currency.getCurrencyCode(), currency.getDefaultFractionDigits());
            }
        }
        return Map.copyOf(exponents);
    }

    /** The number of decimals of a currency in upper case, or empty where there is no such code. */
    public static OptionalInt exponent(String currency) {
        Integer exponent = EXPONENTS.get(currency);
        return exponent == null ? OptionalInt.empty() : OptionalInt.of(exponent);
    }
}
