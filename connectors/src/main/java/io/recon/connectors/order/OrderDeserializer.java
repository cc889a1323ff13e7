package io.recon.connectors.order;

import io.recon.model.order.OrderRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Change events in Kafka's records. A record gives nothing (a tombstone), one order record, or two
 * where an update changes the key; what cannot be read is a reject that names partition and offset.
 */
final class OrderDeserializer implements KafkaRecordDeserializationSchema<OrderRecord> {
    private static final long serialVersionUID = 1L;

    private final OrderParserOptions options;
    private final TypeInformation<OrderRecord> type;
    private transient DebeziumOrderParser parser;

    OrderDeserializer(OrderParserOptions options, TypeInformation<OrderRecord> type) {
        this.options = options;
        this.type = type;
    }

    @Override
    public void open(InitializationContext context) {
        parser = new DebeziumOrderParser(options);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<OrderRecord> output) {
        byte[] event = message.value();
        if (event != null) {
            parser.parse(event, 0, event.length, originOf(message), output::collect);
        }
    }

    /** The partition as Kafka's own tools name it. */
    private static EventOrigin originOf(ConsumerRecord<?, ?> message) {
        return new EventOrigin() {
            @Override
            public String source() {
                return message.topic() + "-" + message.partition();
            }

            @Override
            public long position() {
                return message.offset();
            }
        };
    }

    @Override
    public TypeInformation<OrderRecord> getProducedType() {
        return type;
    }
}
