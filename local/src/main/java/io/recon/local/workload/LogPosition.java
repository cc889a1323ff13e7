package io.recon.local.workload;

/**
 * Where in the source database's log a change stands.
 *
 * @param sequence grows from change to change over all rows
 * @param timestampMs {@code source.ts_ms}; never decreases for one row
 */
record LogPosition(long sequence, long timestampMs) {
    boolean isNewerThan(LogPosition other) {
        return sequence > other.sequence;
    }
}
