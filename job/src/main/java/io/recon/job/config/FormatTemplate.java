package io.recon.job.config;

import static java.util.Objects.requireNonNull;

/**
 * A format described in a file beside {@code recon.yaml}. In a configuration it can be read.
 *
 * @param file where it stands, for messages
 * @param text the whole file
 */
public record FormatTemplate(String file, String text) {
    public FormatTemplate {
        requireNonNull(file, "file");
        requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return "FormatTemplate[" + file + "]";
    }
}
