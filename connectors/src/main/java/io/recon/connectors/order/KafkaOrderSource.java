package io.recon.connectors.order;

import io.recon.model.order.OrderRecord;
import java.util.Collection;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Orders from a Kafka topic of change events. It never ends. Take it with {@link OrderTime}, and
 * with no more subtasks than the topic has partitions: one without a partition has no time, and
 * would hold back the time of all.
 *
 * <p>Without a checkpoint to go on from it begins with the first event that the topic has: what was
 * read before by a job whose state is gone must be read again, so the group's committed offsets are
 * for people to look at only. Events that the topic has lost before they were read (they were kept
 * too short, or the topic was made anew) fail the job: going on would look like breaks.
 */
public final class KafkaOrderSource {
    private static final String PARTITION_DISCOVERY_MS = "30000";

    private KafkaOrderSource() {}

    /**
     * The source of one topic.
     *
     * @param type the records' type, by their codec
     */
    public static KafkaSource<OrderRecord> of(
            KafkaOrderSettings settings,
            OrderParserOptions options,
            TypeInformation<OrderRecord> type) {
        return KafkaSource.<OrderRecord>builder()
                .setProperties(settings.client())
                .setTopics(settings.topic())
                .setGroupId(settings.groupId())
                .setStartingOffsets(new FirstOffsets())
                // Without it a partition that is added would stay unread (FLINK-36780).
                .setProperty(
                        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                        PARTITION_DISCOVERY_MS)
                // An event of an aborted transaction never happened.
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setDeserializer(new OrderDeserializer(options, type))
                .build();
    }

    /** The first event of every partition; an offset that is gone is no reason to jump there. */
    private static final class FirstOffsets implements OffsetsInitializer {
        private static final long serialVersionUID = 1L;

        private final OffsetsInitializer earliest = OffsetsInitializer.earliest();

        @Override
        public Map<TopicPartition, Long> getPartitionOffsets(
                Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
            return earliest.getPartitionOffsets(partitions, retriever);
        }

        @Override
        public OffsetResetStrategy getAutoOffsetResetStrategy() {
            return OffsetResetStrategy.NONE;
        }
    }
}
