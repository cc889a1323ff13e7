package io.recon.connectors.order;

import static io.recon.connectors.order.UnreadableOrderException.shown;

import io.recon.connectors.config.Quoted;
import io.recon.model.TransactionKey;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import io.recon.model.order.SourceVersion;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads Debezium's change events of the order table, one JSON object each, with or without the
 * {@code schema} and {@code payload} around it.
 *
 * <p>Each event gives exactly one of: nothing (a tombstone, or white space), one event, two events
 * (an update that changes the key: first the removal of the old key, then the new row), or one
 * reject. No event, however broken, makes it throw.
 *
 * <p>It keeps no state from one event to the next but caches, and is for one thread.
 */
public final class DebeziumOrderParser {
    private static final int MOST_RAW_CHARS = 500;

    /** As many bytes hold at least {@link #MOST_RAW_CHARS} characters. */
    private static final int MOST_RAW_BYTES = 4 * MOST_RAW_CHARS;

    private final RowReader rows;
    private final EventReader event;
    private final SourcePositions positions = new SourcePositions();

    public DebeziumOrderParser(OrderParserOptions options) {
        rows = new RowReader(options);
        event = new EventReader(rows.rowSlots(), rows.keySlots());
    }

    /**
     * Reads one event.
     *
     * @param origin where it stands; asked only for a reject
     * @param output takes what the event gives, before this method returns
     */
    public void parse(
            byte[] bytes,
            int offset,
            int length,
            EventOrigin origin,
            Consumer<? super OrderRecord> output) {
        OrderEvent removal = null;
        OrderEvent change = null;
        try {
            if (!event.read(bytes, offset, length)) {
                return;
            }
            if (event.heartbeat().presence() != Cells.Presence.ABSENT) {
                change = heartbeat();
            } else {
                OrderOperation operation = operation();
                SourceVersion version = version();
                if (operation == OrderOperation.DELETE) {
                    change = new OrderEvent.Change(deletedKey(), operation, null, version);
                } else {
                    requireAfter();
                    TransactionKey key = rows.key(event.after());
                    change = new OrderEvent.Change(key, operation, rows.row(event), version);
                    removal = removal(operation, key, version);
                }
            }
        } catch (UnreadableOrderException e) {
            output.accept(reject(origin, e.getMessage(), bytes, offset, length));
            return;
        }
        if (removal != null) {
            output.accept(removal);
        }
        output.accept(change);
    }

    /** A reject of these bytes, which it shortens. */
    static OrderReject reject(
            EventOrigin origin, String reason, byte[] bytes, int offset, int length) {
        String raw =
                new String(bytes, offset, Math.min(length, MOST_RAW_BYTES), StandardCharsets.UTF_8);
        // Whoever made the sentence: what the event holds must not break a line of a log.
        return new OrderReject(
                origin.source(),
                origin.position(),
                Quoted.plain(reason),
                Utf16.shortened(raw, MOST_RAW_CHARS));
    }

    private OrderEvent heartbeat() throws UnreadableOrderException {
        if (!event.heartbeat().isObject()) {
            throw new UnreadableOrderException("heartbeat is no object with ts_ms");
        }
        if (event.operation() != null
                || event.before().isObject()
                || event.after().isObject()
                || event.source().isObject()) {
            throw new UnreadableOrderException(
                    "field \"heartbeat\" stands beside fields of a change event:"
                            + " which of them counts is not clear");
        }
        return new OrderEvent.Heartbeat(
                SourcePositions.timestampMs(
                        event.heartbeat(), EventReader.HEARTBEAT_TS_MS, "heartbeat.ts_ms"));
    }

    private OrderOperation operation() throws UnreadableOrderException {
        String operation = event.operation();
        if (operation == null) {
            throw new UnreadableOrderException("op is missing: the event is no change event");
        }
        return switch (operation) {
            case "c" -> OrderOperation.CREATE;
            case "u" -> OrderOperation.UPDATE;
            case "d" -> OrderOperation.DELETE;
            case "r" -> OrderOperation.READ;
            default ->
                    throw new UnreadableOrderException(
                            "op is " + shown(operation) + "; it must be c, u, d or r");
        };
    }

    private SourceVersion version() throws UnreadableOrderException {
        if (!event.source().isObject()) {
            throw new UnreadableOrderException("source is missing: it must hold ts_ms");
        }
        return positions.version(event.source());
    }

    private void requireAfter() throws UnreadableOrderException {
        if (!event.after().isObject()) {
            throw new UnreadableOrderException(
                    "after holds no row: op " + event.operation() + " needs one");
        }
    }

    private TransactionKey deletedKey() throws UnreadableOrderException {
        if (!event.before().isObject()) {
            throw new UnreadableOrderException(
                    "before holds no row: op d needs the key of the row that is gone");
        }
        return rows.key(event.before());
    }

    /** The removal of an update's old key; null if it has the new one or cannot be told. */
    private OrderEvent removal(
            OrderOperation operation, TransactionKey key, SourceVersion version) {
        if (operation != OrderOperation.UPDATE || !event.before().isObject()) {
            return null;
        }
        try {
            TransactionKey before = rows.key(event.before());
            return before.equals(key)
                    ? null
                    : new OrderEvent.Change(before, operation, null, version);
        } catch (UnreadableOrderException e) {
            // A table may log only some columns of before: then no change of key is seen.
            return null;
        }
    }
}
