package io.recon.job.config;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A directory as the user wrote it: a path, relative to the configuration's directory, or a URI.
 */
record Location(String text) {
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

    /** The location as an absolute path or a URI with a scheme. */
    String resolve(Path directory) {
        return isUri(text) ? text : directory.resolve(text).normalize().toString();
    }

    private static boolean isUri(String text) {
        return URI.matcher(text).matches();
    }
}
