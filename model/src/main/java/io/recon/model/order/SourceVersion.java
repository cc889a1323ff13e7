package io.recon.model.order;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/**
 * Where in the source database's log a version of a row was written. It decides which of two
 * versions of one row is the newer.
 *
 * @param kind what kind of position {@code major}, {@code minor} and {@code row} are
 * @param scope which log the position is of, as made by {@link #scopeOf}: positions of different
 *     logs say nothing about each other. 0 where there is no position
 * @param major the log sequence number ({@link Kind#LSN}), or the number at the end of the log
 *     file's name ({@link Kind#LOG_FILE})
 * @param minor the position in the log file, else 0
 * @param row the row within the log event, else 0
 * @param timestampMs when the change was made ({@code source.ts_ms}), epoch milliseconds
 */
public record SourceVersion(
        Kind kind, long scope, long major, long minor, int row, long timestampMs) {

    /** The kinds of positions. */
    public enum Kind {
        /** No position: only the time is known. */
        TIME_ONLY(0),
        /** A log sequence number, as PostgreSQL gives it. */
        LSN(1),
        /** A log file, a position in it and a row, as MySQL gives them. */
        LOG_FILE(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The number that stands for this kind in durable bytes. It never changes. */
        public int code() {
            return code;
        }

        /** The kind with this number. */
        public static Kind ofCode(int code) {
            return switch (code) {
                case 0 -> TIME_ONLY;
                case 1 -> LSN;
                case 2 -> LOG_FILE;
                default ->
                        throw new IllegalArgumentException(
                                "source position kind " + code + " is none of 0, 1, 2");
            };
        }
    }

    public SourceVersion {
        requireNonNull(kind, "kind");
    }

    /** A version of which only the time is known. */
    public static SourceVersion ofTime(long timestampMs) {
        return new SourceVersion(Kind.TIME_ONLY, 0, 0, 0, 0, timestampMs);
    }

    /**
     * Whether this version replaces {@code other}: by position where both have one in the same log,
     * else by time. An equal version is not newer.
     */
    public boolean isNewerThan(SourceVersion other) {
        if (kind != Kind.TIME_ONLY && kind == other.kind && scope == other.scope) {
            if (major != other.major) {
                return major > other.major;
            }
            if (minor != other.minor) {
                return minor > other.minor;
            }
            return row > other.row;
        }
        return timestampMs > other.timestampMs;
    }

    /**
     * The number that stands for a log: a 64-bit FNV-1a hash of the connector's name and the stem
     * of its log files. It keeps two strings out of every key's state.
     */
    public static long scopeOf(String sourceName, String logFileStem) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : (sourceName + '\u0000' + logFileStem).getBytes(StandardCharsets.UTF_8)) {
            hash ^= b & 0xff;
            hash *= 0x100000001b3L;
        }
        return hash;
    }
}
