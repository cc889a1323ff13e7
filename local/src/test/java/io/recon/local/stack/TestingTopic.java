package io.recon.local.stack;

import io.recon.connectors.kafka.KafkaTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic as a test sees it from outside: what is in it, and how to put something there. */
public final class TestingTopic {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Properties client;
    private final String name;

    private TestingTopic(Properties client, String name) {
        this.client = client;
        this.name = name;
    }

    /** A topic that is there. */
    public static TestingTopic of(String bootstrapServers, String name) {
        Properties client = new Properties();
        client.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new TestingTopic(client, name);
    }

    /** A new topic of change events. */
    public static TestingTopic create(String bootstrapServers, String name, int partitions)
            throws Exception {
        TestingTopic topic = of(bootstrapServers, name);
        KafkaTopics.create(topic.client, List.of(KafkaTopic.plain(name, partitions)));
        return topic;
    }

    public String name() {
        return name;
    }

    public Properties client() {
        return client;
    }

    /** Puts values into a partition, in this order; a null is a tombstone. */
    public void send(int partition, String... values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String value : values) {
                byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
                sent.add(producer.send(new ProducerRecord<>(name, partition, null, bytes)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    /** All values that are in it now, by partition and offset. */
    public List<String> values() {
        return records().stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Waits until so many records are in it, and gives all that are then. */
    public List<ConsumerRecord<byte[], byte[]>> await(int count) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<ConsumerRecord<byte[], byte[]>> records = records();
        while (records.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(name + " has only " + values());
            }
            records = records();
        }
        return records;
    }

    /** All records that are in it now, by partition and offset. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(name).stream()
                            .map(info -> new TopicPartition(name, info.partition()))
                            .sorted(Comparator.comparing(TopicPartition::partition))
                            .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                while (consumer.position(partition) < ends.get(partition)) {
                    consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
                }
            }
        }
        return records;
    }
}
