package io.recon.job.config;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a configuration file.
 *
 * @param file the file as the user named it
 * @param line from 1; 0 where the whole file is meant
 * @param path the keys that lead there, joined with dots; empty where the whole file is meant
 * @param message what is wrong and what would be right; holds no secret and no line break
 */
public record ConfigProblem(String file, int line, String path, String message) {
    public ConfigProblem {
        requireNonNull(file, "file");
        requireNonNull(path, "path");
        requireNonNull(message, "message");
    }

    /** One line to print: {@code recon.yaml:12: channels.alipay.zone: …}. */
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line : "")
                + (path.isEmpty() ? "" : ": " + path)
                + ": "
                + message;
    }
}
