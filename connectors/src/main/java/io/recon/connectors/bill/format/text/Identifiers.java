package io.recon.connectors.bill.format.text;

/** What can be said of numbers of orders, transactions and accounts by their looks. */
public final class Identifiers {
    private Identifiers() {}

    /**
     * Whether a spreadsheet has written an identifier as a number, such as {@code 4.00123E+27}: its
     * last digits are lost for ever.
     */
    public static boolean isDamaged(CharSequence text) {
        int length = text.length();
        int at = 0;
        while (at < length && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == 0 || at > 3) {
            return false;
        }
        if (at < length && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
            at++;
            while (at < length && isDigit(text.charAt(at))) {
                at++;
            }
        }
        if (at + 2 >= length
                || (text.charAt(at) != 'E' && text.charAt(at) != 'e')
                || text.charAt(at + 1) != '+') {
            return false;
        }
        for (int i = at + 2; i < length; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
