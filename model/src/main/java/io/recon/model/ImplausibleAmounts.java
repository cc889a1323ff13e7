package io.recon.model;

import java.time.LocalDate;

/**
 * The failure of adding up amounts whose sum exceeds 64 bits. No business has such amounts: they
 * are in another unit than the configuration says, or are no amounts at all.
 */
public final class ImplausibleAmounts {
    private ImplausibleAmounts() {}

    /**
     * Says of which amounts it is.
     *
     * @param day epoch days
     */
    public static ArithmeticException of(String channel, int day, String currency) {
        return new ArithmeticException(
                "the amounts of channel "
                        + channel
                        + ", day "
                        + LocalDate.ofEpochDay(day)
                        + ", currency "
                        + currency
                        + " are not plausible: their sum exceeds 64 bits");
    }
}
