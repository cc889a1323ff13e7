package io.recon.connectors.order;

import static io.recon.connectors.order.UnreadableOrderException.shown;

import io.recon.model.MinorUnits;
import io.recon.model.MoneyFormatException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;

/**
 * Reads amounts exactly, by their text or by their integer and scale. More decimals than asked for
 * are refused, zeros too, except in a base64 decimal, whose scale is its column's and not its own.
 */
final class OrderAmounts {
    /** No amount of 64 bits takes more; what is longer is refused before it is calculated with. */
    private static final int MOST_BASE64_CHARS = 128;

    private static final BigInteger MOST = BigInteger.valueOf(MinorUnits.MOST_OF_ONE);

    /** 10 to this power does not fit into 64 bits. */
    private static final int LONG_DIGITS = 19;

    private OrderAmounts() {}

    /**
     * The amount in a cell, times ten to the power of {@code decimals}.
     *
     * @param decimals how many decimals it may have
     * @param column the column as reasons name it
     */
    static long minor(Cells row, int slot, ColumnType type, int decimals, String column)
            throws UnreadableOrderException {
        long minor =
                switch (row.kind(slot)) {
                    case TEXT -> ofText(row.text(slot), type, decimals, column);
                    case INTEGER -> ofPlain(row.text(slot), decimals, column);
                    case FRACTION -> ofNumber(row.text(slot), decimals, column);
                    case SCALED -> ofBase64(row.text(slot), row.scale(slot), decimals, column);
                    case ABSENT, NULL, LONG_TEXT, BOOLEAN, NESTED ->
                            throw new UnreadableOrderException(
                                    column
                                            + " is "
                                            + row.describe(slot)
                                            + "; it must be a decimal number");
                };
        if (minor <= 0) {
            throw new UnreadableOrderException(
                    column + " is " + row.describe(slot) + "; it must be above 0");
        }
        return minor;
    }

    private static long ofText(String text, ColumnType type, int decimals, String column)
            throws UnreadableOrderException {
        if (type.kind() == ColumnType.Kind.DECIMAL) {
            return ofBase64(text, type.scale(), decimals, column);
        }
        if (type.kind() == ColumnType.Kind.DECIMAL_WITHOUT_SCALE) {
            throw new UnreadableOrderException(
                    column + " is a base64 decimal, and its schema does not say the scale");
        }
        return ofPlain(text, decimals, column);
    }

    private static long ofPlain(String text, int decimals, String column)
            throws UnreadableOrderException {
        try {
            return MinorUnits.parseOne(text, decimals, MinorUnits.ExcessDecimals.REFUSED);
        } catch (MoneyFormatException e) {
            throw new UnreadableOrderException(column + ": " + e.getMessage());
        }
    }

    /** A JSON number with a point or an exponent: Java writes 10000000 as 1.0E7. */
    private static long ofNumber(String text, int decimals, String column)
            throws UnreadableOrderException {
        if (text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            return ofPlain(text, decimals, column);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw tooLarge(shown(text), column);
        }
        return ofUnscaled(number.unscaledValue(), number.scale(), decimals, shown(text), column);
    }

    private static long ofBase64(String text, int scale, int decimals, String column)
            throws UnreadableOrderException {
        byte[] bytes;
        try {
            if (text.isEmpty() || text.length() > MOST_BASE64_CHARS) {
                throw noBase64(text, column);
            }
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw noBase64(text, column);
        }
        // The scale is the column's, whatever the currency: only digits count, not zeros.
        BigDecimal amount = new BigDecimal(new BigInteger(bytes), scale).stripTrailingZeros();
        return ofUnscaled(
                amount.unscaledValue(), amount.scale(), decimals, "base64 " + shown(text), column);
    }

    private static UnreadableOrderException noBase64(String text, String column) {
        return new UnreadableOrderException(
                column + " is by its schema a base64 decimal; " + shown(text) + " is none");
    }

    private static long ofUnscaled(
            BigInteger unscaled, int scale, int decimals, String text, String column)
            throws UnreadableOrderException {
        if (scale > decimals) {
            throw new UnreadableOrderException(
                    column
                            + ": amount "
                            + text
                            + " has "
                            + scale
                            + " decimals, more than "
                            + decimals);
        }
        if (unscaled.signum() <= 0) {
            // Too small in any case, and it may be a zero of any size.
            return unscaled.signum();
        }
        long zeros = (long) decimals - scale;
        if (zeros >= LONG_DIGITS || unscaled.bitLength() >= Long.SIZE) {
            throw tooLarge(text, column);
        }
        BigInteger minor = unscaled.multiply(BigInteger.TEN.pow((int) zeros));
        if (minor.compareTo(MOST) > 0) {
            throw tooLarge(text, column);
        }
        return minor.longValue();
    }

    private static UnreadableOrderException tooLarge(String text, String column) {
        return new UnreadableOrderException(
                column + ": amount " + text + " is larger than any one transaction's");
    }
}
