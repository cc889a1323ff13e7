package io.recon.job.config;

import io.recon.connectors.config.Quoted;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves {@code ${env:NAME}} and {@code ${file:/path}} within a value. A file's line end at its
 * very end is no part of the secret; a relative path starts from the configuration's directory.
 * What a reference gives is not searched for references again.
 */
final class SecretReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)(}|$)");
    private static final int LARGEST_FILE_BYTES = 64 << 10;
    private static final String MASK = "***";

    private final Map<String, String> environment;
    private final Path directory;

    SecretReferences(Map<String, String> environment, Path directory) {
        this.environment = Map.copyOf(environment);
        this.directory = directory;
    }

    /**
     * The value that a text stands for.
     *
     * @throws BadValueException if a reference leads nowhere; the complaint names it
     */
    ResolvedText resolve(String written) throws BadValueException {
        Matcher references = REFERENCE.matcher(written);
        StringBuilder value = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        int end = 0;
        while (references.find()) {
            value.append(written, end, references.start());
            shown.append(written, end, references.start()).append(MASK);
            value.append(valueOf(references.group(1), references.group(2).isEmpty()));
            end = references.end();
        }
        value.append(written, end, written.length());
        shown.append(written, end, written.length());
        return new ResolvedText(value.toString(), written, shown.toString());
    }

    private String valueOf(String reference, boolean open) throws BadValueException {
        if (open) {
            throw new BadValueException("has a ${ without its }");
        }
        if (reference.startsWith("env:")) {
            return environmentVariable(reference.substring("env:".length()));
        }
        if (reference.startsWith("file:")) {
            return contentOf(reference.substring("file:".length()));
        }
        throw new BadValueException(
                "refers to "
                        + Quoted.of(reference)
                        + ", which is neither ${env:NAME} nor ${file:/path}");
    }

    private String environmentVariable(String name) throws BadValueException {
        String value = environment.get(name);
        if (value == null) {
            throw new BadValueException(
                    "refers to the environment variable " + Quoted.of(name) + ", which is not set");
        }
        return value;
    }

    private String contentOf(String name) throws BadValueException {
        try {
            String text = BoundedFile.read(directory.resolve(name), LARGEST_FILE_BYTES);
            int end = text.length();
            if (text.endsWith("\n")) {
                end -= text.endsWith("\r\n") ? 2 : 1;
            }
            return text.substring(0, end);
        } catch (CharacterCodingException e) {
            throw new BadValueException(fileComplaint(name, "is not UTF-8"));
        } catch (IOException e) {
            throw new BadValueException(fileComplaint(name, BoundedFile.reason(e)));
        } catch (InvalidPathException e) {
            throw new BadValueException(fileComplaint(name, "is no path"));
        }
    }

    private static String fileComplaint(String name, String reason) {
        return "refers to the file " + Quoted.of(name) + ", which " + reason;
    }
}
