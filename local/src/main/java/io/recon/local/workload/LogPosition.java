package io.recon.local.workload;

/**
 * Where in the source database's log a change stands.
 *
 * @param sequence grows from change to change over all rows
 * @param timestampMs {@code source.ts_ms}; never decreases for one row
 */
record LogPosition(long sequence, long timestampMs) {
    private static final int ROWS_PER_POSITION = 3;
    private static final int POSITIONS_PER_LOG_FILE = 40;
    private static final int HEAD_OF_LOG_FILE = 157;
    private static final int BYTES_PER_EVENT = 311;
    private static final long FIRST_LSN = 24_023_128;
    private static final int BYTES_PER_ROW = 56;

    boolean isNewerThan(LogPosition other) {
        return sequence > other.sequence;
    }

    /** As PostgreSQL counts. */
    long lsn() {
        return FIRST_LSN + sequence * BYTES_PER_ROW;
    }

    /** The number of MySQL's log file. */
    long logFile(long first) {
        return first + sequence / ROWS_PER_POSITION / POSITIONS_PER_LOG_FILE;
    }

    long inLogFile() {
        return HEAD_OF_LOG_FILE
                + sequence / ROWS_PER_POSITION % POSITIONS_PER_LOG_FILE * BYTES_PER_EVENT;
    }

    long rowOfEvent() {
        return sequence % ROWS_PER_POSITION;
    }
}
