package io.recon.local.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Finds what a process said last of what went wrong. */
final class LogError {
    private static final int MOST_BYTES = 256 << 10;
    private static final int MOST_CHARS = 600;

    /** A line of ours, one of the log, and the last cause of a failure's trace. */
    private static final Pattern ERROR =
            Pattern.compile(
                    "recon: .*|\\S+Z (?:ERROR|FATAL) .*|Caused by: .*|\\S*(?:Error|Exception): .*");

    private LogError() {}

    /** For people: the log's path, and its last error; where it has none, its last line. */
    static String of(Path log) throws IOException {
        List<String> lines = end(log).lines().filter(line -> !line.isBlank()).toList();
        String last =
                lines.stream()
                        .filter(line -> ERROR.matcher(line).matches())
                        .reduce((former, later) -> later)
                        .or(() -> lines.stream().reduce((former, later) -> later))
                        .orElse("nothing");
        return log + " says last: " + last.substring(0, Math.min(MOST_CHARS, last.length()));
    }

    private static String end(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - MOST_BYTES));
            byte[] bytes = new byte[MOST_BYTES];
            int length = Math.max(0, file.read(bytes));
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        }
    }
}
