package io.recon.connectors.bill.format.template;

import io.recon.connectors.config.Quoted;

/**
 * One thing that is wrong with a format template.
 *
 * @param template its file, as messages call it
 * @param line from 1; 0 where the whole template is meant
 * @param key where it is, keys joined with dots; empty where no key is meant
 * @param message what is wrong and what would be right, on one line
 */
public record TemplateProblem(String template, int line, String key, String message) {
    private static final int MOST_KEY_CHARS = 200;
    private static final int MOST_MESSAGE_CHARS = 1_000;

    public TemplateProblem {
        key = Quoted.plain(key, MOST_KEY_CHARS);
        message = Quoted.plain(message, MOST_MESSAGE_CHARS);
    }

    /** One line to print: {@code formats/acme-csv.yaml:7: amount.unit: …}. */
    @Override
    public String toString() {
        return template
                + (line > 0 ? ":" + line : "")
                + (key.isEmpty() ? "" : ": " + key)
                + ": "
                + message;
    }
}
