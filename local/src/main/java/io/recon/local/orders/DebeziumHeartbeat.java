package io.recon.local.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads the time that Debezium tells beside the orders, in either of two ways: a message of its
 * heartbeat topic ({@code ts_ms}), or a change event of the table that its {@code
 * heartbeat.action.query} writes to ({@code source.ts_ms}).
 */
final class DebeziumHeartbeat {
    /** A row that a snapshot read has the time of the snapshot, and says nothing of the log. */
    private static final Set<String> CHANGES = Set.of("c", "u", "d");

    private final ObjectMapper json = new ObjectMapper();

    /** The time, epoch milliseconds; empty if the message tells none. */
    OptionalLong timestampMs(byte[] message) {
        try {
            JsonNode root = json.readTree(message);
            JsonNode payload = root.path("payload").isObject() ? root.get("payload") : root;
            if (payload.has("op")) {
                return CHANGES.contains(payload.get("op").asText())
                        ? time(payload.path("source").path("ts_ms"))
                        : OptionalLong.empty();
            }
            return time(payload.path("ts_ms"));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong time(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }
}
