package io.recon.job.config;

import io.recon.connectors.config.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Reads small text files that somebody else wrote. */
final class BoundedFile {
    private BoundedFile() {}

    /**
     * The whole file, without a byte order mark.
     *
     * @throws NotUtf8Exception if it is not UTF-8
     * @throws IOException if it is larger or cannot be read; {@link #reason} says it in words
     */
    static String read(Path file, int largestBytes) throws IOException {
        byte[] bytes;
        if (Files.isDirectory(file)) {
            throw new TellingException("is a directory");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(largestBytes + 1);
        }
        if (bytes.length > largestBytes) {
            throw new TellingException("is larger than " + (largestBytes >> 10) + " KiB");
        }
        String text = decode(bytes);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Why a file could not be read, to follow its name. */
    static String reason(IOException e) {
        if (e instanceof TellingException) {
            return e.getMessage();
        }
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return "does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "may not be read";
        }
        return "cannot be read: " + Quoted.plain(String.valueOf(e.getMessage()), 200);
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        // No UTF-8 sequence gives more characters than it has bytes.
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new NotUtf8Exception(line);
        }
        return out.flip().toString();
    }

    /** The file is in another encoding. */
    static final class NotUtf8Exception extends CharacterCodingException {
        private final int line;

        NotUtf8Exception(int line) {
            this.line = line;
        }

        /** The first line, from 1, that is not UTF-8. */
        int line() {
            return line;
        }
    }

    private static final class TellingException extends IOException {
        TellingException(String message) {
            super(message);
        }
    }
}
