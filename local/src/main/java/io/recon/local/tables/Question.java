package io.recon.local.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question in SQL, kept as a resource with gaps in it. A gap <code>${name}</code> is filled by
 * the value of that name; values may have gaps too.
 *
 * <p>What fills a gap becomes part of the question: only what this program wrote, or checked to the
 * character, may be a value.
 */
final class Question {
    private static final Pattern GAP = Pattern.compile("\\$\\{([a-z_-]+)}");

    private final String name;
    private final Map<String, String> values = new HashMap<>();

    private Question(String name) {
        this.name = name;
    }

    /** The question in {@code <name>.sql}. */
    static Question of(String name) {
        return new Question(name);
    }

    Question with(String gap, String value) {
        values.put(gap, value);
        return this;
    }

    Question with(String gap, long value) {
        return with(gap, Long.toString(value));
    }

    /** Fills a gap with the text of another resource. */
    Question including(String gap, String resource) {
        return with(gap, text(resource));
    }

    /** The question without gaps, and without the comments, which are for people. */
    String sql() {
        return filled(text(name));
    }

    private String filled(String text) {
        return GAP.matcher(text)
                .replaceAll(
                        gap -> {
                            String value = values.get(gap.group(1));
                            if (value == null) {
                                throw new IllegalStateException(
                                        "nothing fills " + gap.group() + " in " + name + ".sql");
                            }
                            return Matcher.quoteReplacement(filled(value));
                        });
    }

    /** Comments name gaps without meaning them. */
    private static String text(String resource) {
        try (InputStream stream = Question.class.getResourceAsStream(resource + ".sql")) {
            if (stream == null) {
                throw new IllegalStateException(resource + ".sql is not on the class path");
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.stripLeading().startsWith("--"))
                    .reduce("", (sql, line) -> sql + line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
