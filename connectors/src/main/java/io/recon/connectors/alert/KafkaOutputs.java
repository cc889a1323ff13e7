package io.recon.connectors.alert;

import io.recon.connectors.alert.KafkaOutputSettings.AlertDelivery;
import io.recon.model.alert.Alert;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.day.DayChange;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.statistics.StatisticsCell;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The sinks of all that goes to Kafka. The topics must be there: a producer that makes its topic by
 * its first message may lose that message (KAFKA-15591).
 *
 * <p>Everything is sent at least once: what is not acknowledged fails the job, which goes on from
 * its last checkpoint and sends again. Repetitions do no harm: each record says the whole of what
 * it is about, under a key of its own. Records of one key must come to a sink by one way, or they
 * may overtake each other.
 */
public final class KafkaOutputs {
    /** An alert waits for others no longer than anybody would notice. */
    private static final String ALERTS_LINGER_MS = "5";

    /** The others come by the thousand at each checkpoint; larger batches spare the brokers. */
    private static final String LINGER_MS = "50";

    /**
     * The longest that brokers allow unless they are told otherwise. A job that needs longer to
     * recover loses alerts for good: Kafka aborts what was promised, and Flink only counts it. What
     * Flink itself would ask for, an hour, such brokers refuse.
     */
    private static final String TRANSACTION_TIMEOUT_MS = "900000";

    private final KafkaOutputSettings settings;

    public KafkaOutputs(KafkaOutputSettings settings) {
        this.settings = settings;
    }

    /**
     * Alerts. Takes one subtask: what says that others are void must come after them.
     *
     * @param run the number of the run that alerts
     */
    public KafkaSink<Alert.Told> alerts(long run) {
        Properties properties = producer(ALERTS_LINGER_MS);
        KafkaSinkBuilder<Alert.Told> sink =
                KafkaSink.<Alert.Told>builder()
                        .setRecordSerializer(
                                new JsonRecords<>(settings.topics().alerts(), new AlertForm(run)));
        if (settings.alertDelivery() instanceof AlertDelivery.ExactlyOnce exactlyOnce) {
            properties.putIfAbsent(
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
            sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                    .setTransactionalIdPrefix(exactlyOnce.transactionalIdPrefix());
        } else {
            sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
        }
        return sink.setKafkaProducerConfig(properties).build();
    }

    /** What became of each day. */
    public KafkaSink<DayChange> days() {
        return atLeastOnce(new JsonRecords<>(settings.topics().days(), new DayChangeForm()));
    }

    /** The latest statistics. */
    public KafkaSink<StatisticsCell> statistics() {
        return atLeastOnce(new JsonRecords<>(settings.topics().statistics(), new StatisticsForm()));
    }

    /** Change events that could not be read or came too late. */
    public KafkaSink<OrderReject> orderRejects() {
        return deadLetters(DeadLetter::of);
    }

    /** Of all that bill sources say, the lines and files that could not be read. */
    public KafkaSink<ChannelRecord> billRejects() {
        return deadLetters(DeadLetter::of);
    }

    /** Of all corrections to what was said of files, the lines that are too many. */
    public KafkaSink<AdjustedLine> linesOverLimit() {
        return deadLetters(DeadLetter::of);
    }

    private <T> KafkaSink<T> deadLetters(DeadLetterRecords.Extraction<T> letterOf) {
        return atLeastOnce(new DeadLetterRecords<>(settings.topics().deadLetters(), letterOf));
    }

    private <T> KafkaSink<T> atLeastOnce(KafkaRecordSerializationSchema<T> serializer) {
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(producer(LINGER_MS))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(serializer)
                .build();
    }

    /** Why Kafka's producers would refuse to start with these settings; empty if they would not. */
    public Optional<String> refusal() {
        Properties properties = producer(LINGER_MS);
        String serializer = ByteArraySerializer.class.getName();
        properties.setProperty(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, serializer);
        properties.setProperty(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, serializer);
        try {
            new ProducerConfig(properties);
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** How any of the sinks talks to the brokers; what the user sets wins where it is harmless. */
    private Properties producer(String lingerMs) {
        Properties properties = new Properties();
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
        properties.putAll(settings.clientProperties());
        properties.setProperty(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        // A retry neither doubles a record nor lets a later one pass.
        properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        return properties;
    }
}
