package io.recon.model;

/** Reads and writes exact amounts as decimal texts. There is no floating point on any path. */
public final class MinorUnits {
    /** What to do with decimals beyond those that the currency has. */
    public enum ExcessDecimals {
        /** Any further decimal is an error, a zero too. */
        REFUSED,
        /** Further zeros say nothing and are skipped; any other digit is an error. */
        ZEROS_SKIPPED
    }

    /**
     * The largest amount that one transaction may have, either way: a hundred million million in
     * most currencies. Sums of amounts are exact and fail on overflow, so that no amount from
     * outside may be so large that a handful of them overflows.
     */
    public static final long MOST_OF_ONE = 10_000_000_000_000_000L;

    private static final int MOST_SHOWN = 40;

    private MinorUnits() {}

    /**
     * Reads a plain decimal number: an optional sign, digits, and optionally a point with digits.
     * Before the point there may be no digit ({@code .5}), behind it there must be one. Exponents,
     * thousands separators, blanks and digits outside ASCII are refused.
     *
     * @param text the amount in major units, for example {@code 12.34}
     * @param exponent how many decimals the currency has, 0 to 4
     * @return the amount in minor units
     * @throws MoneyFormatException if the text is no such number, has too many decimals or does not
     *     fit into 64 bits; nor does {@link Long#MIN_VALUE}, which has no opposite
     */
    public static long parse(CharSequence text, int exponent, ExcessDecimals excess) {
        int length = text.length();
        int at = 0;
        boolean negative = false;
        if (length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
            negative = text.charAt(0) == '-';
            at = 1;
        }
        long minor = 0;
        boolean hasDigits = false;
        int decimals = -1;
        for (; at < length; at++) {
            char c = text.charAt(at);
            if (c == '.' && decimals < 0) {
                decimals = 0;
                continue;
            }
            if (c < '0' || c > '9') {
                throw refused(text, "is no plain decimal number");
            }
            hasDigits = true;
            if (decimals >= 0 && ++decimals > exponent) {
                if (c != '0' || excess == ExcessDecimals.REFUSED) {
                    throw refused(text, "has more than " + exponent + " decimals");
                }
                continue;
            }
            minor = append(minor, c - '0', text);
        }
        if (!hasDigits || decimals == 0) {
            throw refused(text, "is no plain decimal number");
        }
        for (int i = Math.max(decimals, 0); i < exponent; i++) {
            minor = append(minor, 0, text);
        }
        return negative ? -minor : minor;
    }

    /**
     * Reads the amount of one transaction or fee: as {@link #parse}, and not above {@link
     * #MOST_OF_ONE}.
     *
     * @throws MoneyFormatException as {@link #parse}, and if the amount is larger
     */
    public static long parseOne(CharSequence text, int exponent, ExcessDecimals excess) {
        long minor = parse(text, exponent, excess);
        if (Math.abs(minor) > MOST_OF_ONE) {
            throw refused(text, "is larger than any one transaction's");
        }
        return minor;
    }

    private static long append(long minor, int digit, CharSequence text) {
        if (minor > (Long.MAX_VALUE - digit) / 10) {
            throw refused(text, "is larger than 64 bits hold");
        }
        return minor * 10 + digit;
    }

    private static MoneyFormatException refused(CharSequence text, String why) {
        String shown =
                text.length() <= MOST_SHOWN
                        ? text.toString()
                        : text.subSequence(0, MOST_SHOWN) + "…";
        return new MoneyFormatException("amount \"" + shown + "\" " + why);
    }

    /** Writes an amount of minor units in major units, with all decimals of its currency. */
    public static String format(long minor, int exponent) {
        String digits = Long.toString(minor);
        if (exponent == 0) {
            return digits;
        }
        String sign = minor < 0 ? "-" : "";
        StringBuilder padded = new StringBuilder(digits.substring(sign.length()));
        while (padded.length() <= exponent) {
            padded.insert(0, '0');
        }
        return sign + padded.insert(padded.length() - exponent, '.');
    }
}
