package io.recon.connectors.alert;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dead letters as messages; what is none gives none. */
final class DeadLetterRecords<T> implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1L;

    /** What in a record, if anything, is a dead letter. */
    interface Extraction<T> extends Function<T, Optional<DeadLetter>>, Serializable {}

    private final Extraction<T> letterOf;
    private final JsonRecords<DeadLetter> records;

    DeadLetterRecords(String topic, Extraction<T> letterOf) {
        this.letterOf = letterOf;
        this.records = new JsonRecords<>(topic, new DeadLetterForm());
    }

    /** Null for what is no dead letter: the sink passes over it. */
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T record, KafkaSinkContext context, Long timestampMs) {
        return letterOf.apply(record)
                .map(letter -> records.serialize(letter, context, timestampMs))
                .orElse(null);
    }
}
