package io.recon.connectors.order;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * Finds the types of the row's columns in the schema of an envelope, and keeps nothing else of it.
 */
final class SchemaReader {
    private final Map<String, Integer> slots;

    /** The types of {@code after}'s columns by slot. */
    private final ColumnType[] types;

    private final ColumnType[] found;

    /**
     * @param slots the columns that are asked for, and their places
     */
    SchemaReader(Map<String, Integer> slots) {
        this.slots = slots;
        this.types = new ColumnType[slots.size()];
        this.found = new ColumnType[slots.size()];
        clear();
    }

    void clear() {
        Arrays.fill(types, ColumnType.PLAIN);
    }

    ColumnType type(int slot) {
        return types[slot];
    }

    /** The types, to be given to {@link #restore} when the same schema comes again. */
    ColumnType[] copy() {
        return types.clone();
    }

    void restore(ColumnType[] copied) {
        System.arraycopy(copied, 0, types, 0, types.length);
    }

    /** Reads the schema at which the parser stands, and leaves the parser at its end. */
    void read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            boolean isFields = json.currentName().equals("fields");
            if (json.nextToken() == JsonToken.START_ARRAY && isFields) {
                readEnvelopeFields(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readEnvelopeFields(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            Arrays.fill(found, ColumnType.PLAIN);
            boolean isAfter = false;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (name.equals("fields") && token == JsonToken.START_ARRAY) {
                    readColumns(json);
                } else if (name.equals("field") && token == JsonToken.VALUE_STRING) {
                    // It comes after the columns.
                    isAfter = json.getText().equals("after");
                } else {
                    json.skipChildren();
                }
            }
            if (isAfter) {
                System.arraycopy(found, 0, types, 0, types.length);
            }
        }
    }

    private void readColumns(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                readColumn(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readColumn(JsonParser json) throws IOException {
        String column = null;
        String semantics = null;
        String scale = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals("field") && token == JsonToken.VALUE_STRING) {
                column = json.getText();
            } else if (name.equals("name") && token == JsonToken.VALUE_STRING) {
                semantics = json.getText();
            } else if (name.equals("parameters") && token == JsonToken.START_OBJECT) {
                scale = readScale(json);
            } else {
                json.skipChildren();
            }
        }
        Integer slot = slots.get(column);
        if (slot != null) {
            found[slot] = ColumnType.of(semantics, scale);
        }
    }

    private static String readScale(JsonParser json) throws IOException {
        String scale = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            boolean isScale = json.currentName().equals("scale");
            JsonToken token = json.nextToken();
            if (isScale && token.isScalarValue()) {
                scale = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return scale;
    }
}
