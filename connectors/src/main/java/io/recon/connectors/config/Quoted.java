package io.recon.connectors.config;

/** Foreign text within a message: in quotes, on one line, not endless. */
public final class Quoted {
    private static final int LONGEST = 100;

    private Quoted() {}

    public static String of(String text) {
        return '"' + plain(text, LONGEST) + '"';
    }

    /** The text on one line, with what cannot be seen escaped. */
    public static String plain(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(text.length(), longest);
        if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            // Half a character is none that a reader could show.
            end--;
        }
        for (int i = 0; i < end; i++) {
            char character = text.charAt(i);
            if (isHarmless(character) && !isHalf(text, i, end)) {
                shown.append(character);
            } else if (character == '\n') {
                shown.append("\\n");
            } else {
                shown.append(String.format("\\u%04x", (int) character));
            }
        }
        if (end < text.length()) {
            shown.append('…');
        }
        return shown.toString();
    }

    /** The same, however long: for a sentence that has foreign text in it. */
    public static String plain(String text) {
        return plain(text, Integer.MAX_VALUE);
    }

    /** Whether a half of a pair stands alone: it has no bytes in UTF-8. */
    private static boolean isHalf(String text, int at, int end) {
        char character = text.charAt(at);
        if (Character.isHighSurrogate(character)) {
            return at + 1 == end || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(character)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    private static boolean isHarmless(char character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
