package io.recon.connectors.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

/** Writes the fields of a JSON object. What is absent is null, so that every object is whole. */
final class JsonFields {
    private final JsonGenerator json;

    JsonFields(JsonGenerator json) {
        this.json = json;
    }

    /** A text; null is absent. */
    JsonFields text(String name, String value) throws IOException {
        json.writeStringField(name, value);
        return this;
    }

    JsonFields number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    JsonFields flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
        return this;
    }

    /** A day, given as epoch day: {@code 2026-03-01}. */
    JsonFields day(String name, int epochDay) throws IOException {
        return text(name, LocalDate.ofEpochDay(epochDay).toString());
    }

    /** An instant, given as epoch milliseconds: {@code 2026-03-01T10:00:00Z}. */
    JsonFields instant(String name, long epochMs) throws IOException {
        return text(name, Instant.ofEpochMilli(epochMs).toString());
    }

    JsonFields absent(String... names) throws IOException {
        for (String name : names) {
            json.writeNullField(name);
        }
        return this;
    }

    /** A list; its elements are written until it is ended. */
    JsonFields beginList(String name) throws IOException {
        json.writeArrayFieldStart(name);
        return this;
    }

    JsonFields element(String text) throws IOException {
        json.writeString(text);
        return this;
    }

    JsonFields endList() throws IOException {
        json.writeEndArray();
        return this;
    }

    /** An object as an element of a list. */
    JsonFields beginObject() throws IOException {
        json.writeStartObject();
        return this;
    }

    JsonFields beginObject(String name) throws IOException {
        json.writeObjectFieldStart(name);
        return this;
    }

    JsonFields endObject() throws IOException {
        json.writeEndObject();
        return this;
    }
}
