package io.recon.connectors.order;

import static io.recon.connectors.order.UnreadableOrderException.shown;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * The fields of one JSON object that we ask for, each in its slot, as they stand: they are
 * understood only when the whole event has been read, since its schema may come last. Used again
 * for every event.
 */
final class Cells {
    /** No text that we read is longer; it would end up in a key or in state. */
    static final int MOST_TEXT_CHARS = 1024;

    /** What stands in a slot. */
    enum Kind {
        /** The object has no such field. */
        ABSENT,
        NULL,
        TEXT,
        /** A text of more than {@link #MOST_TEXT_CHARS} characters; only its begin is kept. */
        LONG_TEXT,
        /** A number of digits, as it was written. */
        INTEGER,
        /** A number with a point or an exponent, as it was written. */
        FRACTION,
        BOOLEAN,
        /** An object with {@code scale} and {@code value}: Debezium's VariableScaleDecimal. */
        SCALED,
        /** Another object, or an array. */
        NESTED
    }

    /** What stands where the object should. */
    enum Presence {
        ABSENT,
        NULL,
        OBJECT,
        OTHER
    }

    private final String name;
    private final Map<String, Integer> slots;
    private final Kind[] kinds;
    private final String[] texts;
    private final int[] scales;
    private Presence presence = Presence.ABSENT;

    /**
     * @param name the object's name, for reasons
     * @param slots which fields are kept, and where; all numbers from 0 occur
     */
    Cells(String name, Map<String, Integer> slots) {
        this.name = name;
        this.slots = slots;
        int size = slots.size();
        this.kinds = new Kind[size];
        this.texts = new String[size];
        this.scales = new int[size];
    }

    void clear() {
        presence = Presence.ABSENT;
        Arrays.fill(kinds, Kind.ABSENT);
    }

    Presence presence() {
        return presence;
    }

    boolean isObject() {
        return presence == Presence.OBJECT;
    }

    Kind kind(int slot) {
        return kinds[slot];
    }

    /** A text or a number as it stands; of a scaled number its base64. */
    String text(int slot) {
        return texts[slot];
    }

    int scale(int slot) {
        return scales[slot];
    }

    /** A cell as a reason shows it. */
    String describe(int slot) {
        return switch (kinds[slot]) {
            case ABSENT -> "missing";
            case NULL -> "null";
            case TEXT -> shown(texts[slot]);
            case LONG_TEXT -> "a text of more than " + MOST_TEXT_CHARS + " characters";
            case INTEGER, FRACTION, BOOLEAN -> shown(texts[slot]);
            case SCALED, NESTED -> "an object or an array";
        };
    }

    /** Takes the value at which the parser stands, and leaves the parser at its end. */
    void read(JsonParser json) throws IOException, UnreadableOrderException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            presence = Presence.NULL;
            return;
        }
        if (token != JsonToken.START_OBJECT) {
            presence = Presence.OTHER;
            json.skipChildren();
            return;
        }
        presence = Presence.OBJECT;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            Integer slot = slots.get(field);
            JsonToken value = json.nextToken();
            if (slot == null) {
                json.skipChildren();
            } else if (kinds[slot] != Kind.ABSENT) {
                throw new UnreadableOrderException(
                        "field " + shown(field) + " stands twice in " + name);
            } else {
                readCell(slot, value, json);
            }
        }
    }

    private void readCell(int slot, JsonToken token, JsonParser json) throws IOException {
        switch (token) {
            case VALUE_NULL -> kinds[slot] = Kind.NULL;
            case VALUE_STRING -> {
                String text = json.getText();
                boolean isLong = text.length() > MOST_TEXT_CHARS;
                kinds[slot] = isLong ? Kind.LONG_TEXT : Kind.TEXT;
                texts[slot] = isLong ? null : text;
            }
            case VALUE_NUMBER_INT -> {
                kinds[slot] = Kind.INTEGER;
                texts[slot] = json.getText();
            }
            case VALUE_NUMBER_FLOAT -> {
                kinds[slot] = Kind.FRACTION;
                texts[slot] = json.getText();
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                kinds[slot] = Kind.BOOLEAN;
                texts[slot] = json.getText();
            }
            case START_OBJECT -> readScaled(slot, json);
            default -> {
                kinds[slot] = Kind.NESTED;
                json.skipChildren();
            }
        }
    }

    private void readScaled(int slot, JsonParser json) throws IOException {
        int scales = 0;
        int values = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken token = json.nextToken();
            if (field.equals("scale") && token == JsonToken.VALUE_NUMBER_INT) {
                String text = json.getText();
                // A longer number is no scale; it is left at one that is refused later.
                this.scales[slot] = text.length() <= 9 ? Integer.parseInt(text) : Integer.MAX_VALUE;
                scales++;
            } else if (field.equals("value")
                    && token == JsonToken.VALUE_STRING
                    && json.getTextLength() <= MOST_TEXT_CHARS) {
                texts[slot] = json.getText();
                values++;
            } else {
                json.skipChildren();
            }
        }
        kinds[slot] = scales == 1 && values == 1 ? Kind.SCALED : Kind.NESTED;
    }
}
