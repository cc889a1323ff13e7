package io.recon.connectors.alert;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records as messages of a topic. They have no time: with the time of the event, which is what
 * Flink's own serializer gives them, a broker would take those of a day long past for expired.
 */
final class JsonRecords<T> implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_BYTES = 1_024;

    // Half a surrogate pair is written as an escape, so that no text makes it fail.
    private static final JsonFactory JSON = new JsonFactory();

    private final String topic;
    private final JsonForm<T> form;

    JsonRecords(String topic, JsonForm<T> form) {
        this.topic = topic;
        this.form = form;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T record, KafkaSinkContext context, Long timestampMs) {
        byte[] key = form.key(record).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, null, null, key, value(form, record));
    }

    static <T> byte[] value(JsonForm<T> form, T record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            form.write(record, new JsonFields(json));
            json.writeEndObject();
        } catch (IOException e) {
            // Nothing is written but memory.
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
