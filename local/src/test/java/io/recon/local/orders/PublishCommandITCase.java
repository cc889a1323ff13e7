package io.recon.local.orders;

import static io.recon.local.orders.TestingOrders.created;
import static io.recon.local.orders.TestingOrders.deleted;
import static io.recon.local.orders.TestingOrders.heartbeat;
import static io.recon.local.orders.TestingOrders.renamed;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import io.recon.local.stack.SharedBroker;
import io.recon.local.stack.TestingTopic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishCommandITCase {
    private static final int PARTITIONS = 3;

    @TempDir private Path directory;

    @Test
    void everyEventArrivesOnceAndHeartbeatsOfNowOnEveryPartitionAfterIt() throws Exception {
        TestingTopic topic =
                TestingTopic.create(SharedBroker.bootstrapServers(), "published", PARTITIONS);
        KafkaInputs inputs =
                new KafkaInputs(directory, SharedBroker.bootstrapServers(), "published");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String number = "P" + i;
            inputs.write(
                    "2026/" + i + (i % 2 == 0 ? ".jsonl" : ".jsonl.gz"),
                    created(number),
                    "",
                    heartbeat(1),
                    deleted(number));
            expected.addAll(List.of(created(number), deleted(number)));
        }
        inputs.write("other.jsonl", renamed("old", "new"), created("new"), "{\"op\":", "[]");
        inputs.write(".hidden", created("hidden"));
        expected.addAll(List.of(renamed("old", "new"), created("new"), "{\"op\":", "[]"));

        long before = Clock.systemUTC().millis();
        RunningRecon run = inputs.publish();
        long after = Clock.systemUTC().millis();

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.output())
                .startsWith(
                        "104 events sent to published, 2 of them unreadable and sent as they are,"
                                + " 50 heartbeats of the files left out; heartbeats of 20")
                .endsWith(" on 3 partitions\n");
        List<List<String>> partitions = byPartition(topic.records());
        List<String> events = new ArrayList<>();
        for (List<String> partition : partitions) {
            events.addAll(partition.subList(0, partition.size() - 1));
            String last = partition.get(partition.size() - 1);
            assertThat(last).matches("\\{\"heartbeat\":\\{\"ts_ms\":\\d+}}");
            assertThat(Long.parseLong(last.replaceAll("\\D", ""))).isBetween(before, after);
        }
        assertThat(events).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(partitions).allSatisfy(partition -> assertThat(partition).hasSizeGreaterThan(1));
    }

    @Test
    void theVersionsOfARowStayInTheirOrder() throws Exception {
        TestingTopic topic =
                TestingTopic.create(SharedBroker.bootstrapServers(), "versions", PARTITIONS);
        KafkaInputs inputs =
                new KafkaInputs(directory, SharedBroker.bootstrapServers(), "versions");
        List<String> lines = new ArrayList<>();
        Map<Integer, List<String>> byOrder = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            String event = created("P" + i % 20, 1_000 + i);
            lines.add(event);
            byOrder.computeIfAbsent(i % 20, key -> new ArrayList<>()).add(event);
        }
        inputs.write("orders.jsonl", lines.toArray(String[]::new));

        assertThat(inputs.publish().exitCode()).isEqualTo(ExitCode.OK);

        List<List<String>> partitions = byPartition(topic.records());
        assertThat(byOrder.values())
                .allSatisfy(
                        versions ->
                                assertThat(partitions)
                                        .anySatisfy(
                                                partition ->
                                                        assertThat(partition)
                                                                .containsSubsequence(versions)));
    }

    @Test
    void anEventThatTheTopicDoesNotTakeIsNamedAndNoHeartbeatIsSent() throws Exception {
        TestingTopic topic = TestingTopic.create(SharedBroker.bootstrapServers(), "small", 1);
        KafkaInputs inputs = new KafkaInputs(directory, SharedBroker.bootstrapServers(), "small");
        inputs.write("orders.jsonl", created("P1"), created("x".repeat(2 << 20)));

        RunningRecon run = inputs.publish();

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errors().lines())
                .singleElement()
                .asString()
                .startsWith("recon: orders.jsonl line 2 was not taken by topic small: ");
        assertThat(topic.values()).containsExactly(created("P1"));
    }

    @Test
    void aDamagedFileIsNamedAndNoHeartbeatIsSent() throws Exception {
        TestingTopic topic = TestingTopic.create(SharedBroker.bootstrapServers(), "damaged", 1);
        KafkaInputs inputs = new KafkaInputs(directory, SharedBroker.bootstrapServers(), "damaged");
        inputs.write("orders.jsonl", created("P1"));
        inputs.write("packed", "this is no archive");
        java.nio.file.Files.move(
                inputs.orders().resolve("packed"), inputs.orders().resolve("packed.gz"));

        RunningRecon run = inputs.publish();

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errors().lines())
                .singleElement()
                .asString()
                .contains("packed.gz cannot be unpacked: ");
        assertThat(topic.values()).containsExactly(created("P1"));
    }

    @Test
    void aTopicThatIsNotThereIsToldWithHowToMakeIt() throws Exception {
        KafkaInputs inputs = new KafkaInputs(directory, SharedBroker.bootstrapServers(), "nowhere");

        RunningRecon run = inputs.publish();

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines())
                .containsExactly(
                        "recon: topic nowhere does not exist at %1$s; create it, for example with:"
                                        .formatted(SharedBroker.bootstrapServers())
                                + " kafka-topics.sh --bootstrap-server %1$s --create --topic"
                                        .formatted(SharedBroker.bootstrapServers())
                                + " nowhere --partitions 4");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsTold() throws Exception {
        // Nobody listens on the port of the discard service.
        KafkaInputs inputs = new KafkaInputs(directory, "127.0.0.1:9", "orders");

        RunningRecon run = inputs.publish();

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errors().lines())
                .containsExactly("recon: no Kafka broker answers at 127.0.0.1:9");
    }

    private static List<List<String>> byPartition(List<ConsumerRecord<byte[], byte[]>> records) {
        List<List<String>> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new ArrayList<>());
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            partitions
                    .get(record.partition())
                    .add(new String(record.value(), StandardCharsets.UTF_8));
        }
        return partitions;
    }
}
