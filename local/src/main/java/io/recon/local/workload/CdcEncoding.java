package io.recon.local.workload;

import io.recon.model.TransactionStatus;
import java.util.Map;

/**
 * How the order system's change events are written.
 *
 * @param schema whether events carry the {@code schema}/{@code payload} wrapper
 * @param columns our column to theirs, where they differ
 * @param statuses their status words beyond the defaults
 */
public record CdcEncoding(
        Positions positions,
        boolean schema,
        Amounts amounts,
        Times times,
        Map<String, String> columns,
        Map<String, TransactionStatus> statuses) {
    /** What says which version is newer. */
    public enum Positions {
        MYSQL,
        POSTGRESQL,
        TIME_ONLY
    }

    /** How amounts are written. */
    public enum Amounts {
        MAJOR_TEXT,
        MINOR_NUMBER,
        /** Debezium's base64 decimals; they need the schema. */
        PRECISE
    }

    /** How times are written. */
    public enum Times {
        MILLISECONDS,
        MICROSECONDS,
        ISO
    }

    /** MySQL positions, no schema, amounts as text and times in milliseconds. */
    public static final CdcEncoding PLAIN =
            new CdcEncoding(
                    Positions.MYSQL,
                    false,
                    Amounts.MAJOR_TEXT,
                    Times.MILLISECONDS,
                    Map.of(),
                    Map.of());

    public CdcEncoding {
        columns = Map.copyOf(columns);
        statuses = Map.copyOf(statuses);
        if (amounts == Amounts.PRECISE && !schema) {
            throw new IllegalArgumentException("precise decimals need the schema wrapper");
        }
    }

    String column(String ours) {
        return columns.getOrDefault(ours, ours);
    }
}
