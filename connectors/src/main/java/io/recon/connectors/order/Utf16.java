package io.recon.connectors.order;

/** Texts made of pairs: a character outside the basic plane takes two {@code char}s. */
final class Utf16 {
    private Utf16() {}

    /** The first characters of a text, never half of one. */
    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    /** Whether each half of a pair has its other half: else the text has no bytes in UTF-8. */
    static boolean isWhole(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isLowSurrogate(c)
                    || i + 1 == length
                    || !Character.isLowSurrogate(text.charAt(++i))) {
                return false;
            }
        }
        return true;
    }
}
