package io.recon.model.order;

import static java.util.Objects.requireNonNull;

import io.recon.model.TransactionKey;

/** What the order source emits: a change of one transaction's row, or a sign of life. */
public sealed interface OrderEvent extends OrderRecord {
    /** The source's own time of this event, epoch milliseconds. */
    long timestampMs();

    /**
     * One key's row has this new content, or is gone. An update that changes the key arrives as two
     * of these: a removal under the old key and a row under the new one.
     *
     * @param operation what the source said; an update's removal of its old key has {@link
     *     OrderOperation#UPDATE} and no row
     * @param row the new content; null where the row is gone
     */
    record Change(TransactionKey key, OrderOperation operation, OrderRow row, SourceVersion version)
            implements OrderEvent {
        public Change {
            requireNonNull(key, "key");
            requireNonNull(operation, "operation");
            requireNonNull(version, "version");
        }

        @Override
        public long timestampMs() {
            return version.timestampMs();
        }
    }

    /**
     * The change log has been read this far: moves the watermark and nothing else.
     *
     * @param timestampMs epoch milliseconds
     */
    record Heartbeat(long timestampMs) implements OrderEvent {}
}
