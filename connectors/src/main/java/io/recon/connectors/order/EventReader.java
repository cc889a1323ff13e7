package io.recon.connectors.order;

import static io.recon.connectors.order.UnreadableOrderException.shown;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes one change event apart: finds its operation, its rows, its source and its schema, in
 * whatever order they stand. It understands JSON and the envelope; what the cells mean is others'
 * business. Used again for every event, by one thread.
 *
 * <p>What would leave open which value counts is refused: a field that we read and that stands
 * twice, bytes that are no UTF-8, anything after the object's end.
 */
final class EventReader {
    /** Slots of {@link #source()}. */
    static final int NAME = 0;

    static final int FILE = 1;
    static final int LSN = 2;
    static final int POS = 3;
    static final int ROW = 4;
    static final int TS_MS = 5;

    /** Slot of {@link #heartbeat()}. */
    static final int HEARTBEAT_TS_MS = 0;

    private static final int MOST_MESSAGE_CHARS = 200;

    /** No longer beginning of an event is kept for the next one. */
    private static final int MOST_PREFIX_BYTES = 1 << 18;

    private static final int SEEN_SCHEMA = 1;
    private static final int SEEN_PAYLOAD = 1 << 1;
    private static final int SEEN_OP = 1 << 2;
    private static final int SEEN_BEFORE = 1 << 3;
    private static final int SEEN_AFTER = 1 << 4;
    private static final int SEEN_SOURCE = 1 << 5;
    private static final int SEEN_HEARTBEAT = 1 << 6;
    private static final int SEEN_WRAPPER = SEEN_SCHEMA | SEEN_PAYLOAD;

    private final JsonFactory factory =
            new JsonFactoryBuilder()
                    // The events are UTF-8, whatever their first bytes look like.
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    // Names come from outside: they must not fill the JVM's table of strings.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .recyclerPool(JsonRecyclerPools.newBoundedPool(2))
                    .build();
    private final Utf8 utf8 = new Utf8();

    private final Cells before;
    private final Cells after;
    private final Cells source;
    private final Cells heartbeat;
    private final SchemaReader schema;
    private String operation;
    private int seen;

    /**
     * The beginning of the last event that led with its schema, up to its payload. The next event
     * of the same table begins so too, and a comparison of bytes is quicker than reading.
     */
    private byte[] prefix = {};

    private ColumnType[] prefixTypes = {};

    /** Where the payload begins in the event that is being read; -1 if nowhere. */
    private int payloadStart;

    /**
     * @param rowSlots which columns of a row are kept, and where
     * @param keySlots which of them make up the key: of {@code before} nothing else is read
     */
    EventReader(Map<String, Integer> rowSlots, Map<String, Integer> keySlots) {
        before = new Cells("before", keySlots);
        after = new Cells("after", rowSlots);
        source = new Cells("source", slots("name", "file", "lsn", "pos", "row", "ts_ms"));
        heartbeat = new Cells("heartbeat", slots("ts_ms"));
        schema = new SchemaReader(rowSlots);
    }

    private static Map<String, Integer> slots(String... names) {
        Map<String, Integer> slots = new HashMap<>();
        for (String name : List.of(names)) {
            slots.put(name, slots.size());
        }
        return slots;
    }

    /** The operation's letter or whatever stands there; null where nothing does. */
    String operation() {
        return operation;
    }

    Cells before() {
        return before;
    }

    Cells after() {
        return after;
    }

    Cells source() {
        return source;
    }

    Cells heartbeat() {
        return heartbeat;
    }

    ColumnType type(int rowSlot) {
        return schema.type(rowSlot);
    }

    /**
     * Reads an event.
     *
     * @return false if there is none: nothing but white space, or a tombstone
     */
    boolean read(byte[] bytes, int offset, int length) throws UnreadableOrderException {
        int from = offset;
        int to = offset + length;
        if (length >= 3
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf) {
            from += 3;
        }
        while (to > from && isWhiteSpace(bytes[to - 1])) {
            to--;
        }
        if (from == to) {
            return false;
        }
        if (!utf8.isValid(bytes, from, to - from)) {
            throw new UnreadableOrderException("the event is no valid UTF-8");
        }
        try {
            return readAfterKnownSchema(bytes, from, to) || readWhole(bytes, from, to);
        } catch (JsonProcessingException e) {
            throw new UnreadableOrderException(
                    "the event is no valid JSON: "
                            + Utf16.shortened(e.getOriginalMessage(), MOST_MESSAGE_CHARS));
        } catch (IOException | RuntimeException e) {
            // Whatever a hostile event may do to the JSON library, it must not stop the stream.
            throw new UnreadableOrderException(
                    "the event cannot be read: "
                            + Utf16.shortened(String.valueOf(e.getMessage()), MOST_MESSAGE_CHARS));
        }
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private void clear() {
        before.clear();
        after.clear();
        source.clear();
        heartbeat.clear();
        schema.clear();
        operation = null;
        seen = 0;
        payloadStart = -1;
    }

    /** Tries the short way; false if the event must be read from its beginning. */
    private boolean readAfterKnownSchema(byte[] bytes, int from, int to) throws IOException {
        int start = from + prefix.length;
        if (prefix.length == 0
                || to - start < 3
                || bytes[to - 1] != '}'
                || !Arrays.equals(bytes, from, start, prefix, 0, prefix.length)) {
            return false;
        }
        clear();
        try (JsonParser json = factory.createParser(bytes, start, to - 1 - start)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            readFields(json, false);
            if (json.nextToken() != null) {
                return false;
            }
        } catch (JsonProcessingException | UnreadableOrderException e) {
            // Perhaps the payload is not the last field: read whole, it gives the true reason.
            return false;
        }
        schema.restore(prefixTypes);
        return true;
    }

    private boolean readWhole(byte[] bytes, int from, int to)
            throws IOException, UnreadableOrderException {
        clear();
        try (JsonParser json = factory.createParser(bytes, from, to - from)) {
            JsonToken token = json.nextToken();
            boolean isTombstone = token == JsonToken.VALUE_NULL;
            if (token == JsonToken.START_OBJECT) {
                isTombstone = !readFields(json, true);
            } else if (!isTombstone) {
                throw new UnreadableOrderException("the event is JSON, but no object");
            }
            if (json.nextToken() != null) {
                throw new UnreadableOrderException("something follows the end of the event");
            }
            if (isTombstone) {
                return false;
            }
        }
        if (payloadStart > 0 && payloadStart <= MOST_PREFIX_BYTES) {
            prefix = Arrays.copyOfRange(bytes, from, from + payloadStart);
            prefixTypes = schema.copy();
        }
        return true;
    }

    /**
     * Reads the fields of an envelope, or of a wrapper around one.
     *
     * @return false if a wrapper holds nothing
     */
    private boolean readFields(JsonParser json, boolean isRoot)
            throws IOException, UnreadableOrderException {
        boolean isHollow = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken token = json.nextToken();
            switch (field) {
                case "op" -> {
                    see(SEEN_OP, field, isRoot);
                    operation = token == JsonToken.VALUE_NULL ? null : operation(json);
                }
                case "before" -> {
                    see(SEEN_BEFORE, field, isRoot);
                    before.read(json);
                }
                case "after" -> {
                    see(SEEN_AFTER, field, isRoot);
                    after.read(json);
                }
                case "source" -> {
                    see(SEEN_SOURCE, field, isRoot);
                    source.read(json);
                }
                case "heartbeat" -> {
                    see(SEEN_HEARTBEAT, field, isRoot);
                    heartbeat.read(json);
                }
                case "schema" -> {
                    if (isRoot) {
                        see(SEEN_SCHEMA, field, isRoot);
                        schema.read(json);
                    } else {
                        json.skipChildren();
                    }
                }
                case "payload" -> {
                    if (isRoot) {
                        isHollow = !readPayload(json);
                    } else {
                        json.skipChildren();
                    }
                }
                default -> json.skipChildren();
            }
        }
        return !isHollow;
    }

    private static String operation(JsonParser json) throws IOException {
        String text = json.currentToken().isScalarValue() ? json.getText() : "{}";
        json.skipChildren();
        return text;
    }

    private boolean readPayload(JsonParser json) throws IOException, UnreadableOrderException {
        see(SEEN_PAYLOAD, "payload", false);
        if ((seen & ~SEEN_WRAPPER) != 0) {
            throw ambiguous();
        }
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return false;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new UnreadableOrderException("field \"payload\" is no object");
        }
        boolean leadsWithSchema = (seen & SEEN_SCHEMA) != 0;
        int start = (int) json.currentTokenLocation().getByteOffset();
        readFields(json, false);
        payloadStart = leadsWithSchema ? start : -1;
        return true;
    }

    private void see(int flag, String field, boolean isRoot) throws UnreadableOrderException {
        if (isRoot && (seen & SEEN_PAYLOAD) != 0 && flag != SEEN_SCHEMA) {
            throw ambiguous();
        }
        if ((seen & flag) != 0) {
            throw new UnreadableOrderException("field " + shown(field) + " stands twice");
        }
        seen |= flag;
    }

    private static UnreadableOrderException ambiguous() {
        return new UnreadableOrderException(
                "field \"payload\" stands beside fields of a change event:"
                        + " which of them counts is not clear");
    }
}
