package io.recon.connectors.bill.format.template;

import java.util.regex.Pattern;

/** A pattern of file names: {@code *}, {@code ?} and {@code {a,b}} as in a shell. */
final class NamePattern {
    private final String text;
    private final Pattern pattern;

    /**
     * @throws IllegalArgumentException if a brace is not closed
     */
    NamePattern(String text) {
        this.text = text;
        this.pattern = Pattern.compile(regex(text), Pattern.DOTALL);
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    private static String regex(String text) {
        StringBuilder regex = new StringBuilder();
        boolean inBraces = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (c == '{' && !inBraces) {
                inBraces = true;
                regex.append("(?:");
            } else if (c == '}' && inBraces) {
                inBraces = false;
                regex.append(')');
            } else if (c == ',' && inBraces) {
                regex.append('|');
            } else {
                regex.append(Pattern.quote(Character.toString(c)));
            }
        }
        if (inBraces) {
            throw new IllegalArgumentException("\"" + text + "\" has a { without its }");
        }
        return regex.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
