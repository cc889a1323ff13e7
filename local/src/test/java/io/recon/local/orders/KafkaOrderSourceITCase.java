package io.recon.local.orders;

import static io.recon.local.orders.TestingOrders.created;
import static io.recon.local.orders.TestingOrders.deleted;
import static io.recon.local.orders.TestingOrders.heartbeat;
import static io.recon.local.orders.TestingOrders.renamed;
import static io.recon.local.orders.TestingOrders.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.connectors.order.KafkaOrderSettings;
import io.recon.connectors.order.KafkaOrderSource;
import io.recon.connectors.order.OrderParserOptions;
import io.recon.connectors.order.OrderTime;
import io.recon.local.PlannedFailures;
import io.recon.local.stack.LocalBroker;
import io.recon.local.stack.SharedBroker;
import io.recon.local.stack.TestingTopic;
import io.recon.model.order.OrderRecord;
import io.recon.udf.type.DomainTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PlannedFailures.class)
class KafkaOrderSourceITCase {
    private static final int PARTITIONS = 3;
    private static final long NOON_MS = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
    private static final Duration OUT_OF_ORDERNESS = Duration.ofMinutes(5);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(PARTITIONS)
                            .build());

    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir private Path directory;

    /** Of the topic, of the job and of what is observed. */
    private String name;

    @BeforeEach
    void nameTheTest(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName() + "-" + TESTS.incrementAndGet();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, PARTITIONS})
    void everyEventOfEveryPartitionIsReadOnce(int parallelism) throws Exception {
        TestingTopic topic = topic(name);
        List<String> expected = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            String p = partition + ".";
            topic.send(
                    partition,
                    created(p + 1),
                    null,
                    "{\"op\":",
                    renamed(p + 1, p + 2),
                    heartbeat(NOON_MS),
                    snapshot(p + 3, NOON_MS),
                    deleted(p + 3),
                    "null",
                    "{\"op\":\"t\"}");
            expected.addAll(
                    List.of(
                            p + 1,
                            topic.name() + "-" + partition + ":2",
                            p + "1 gone",
                            p + 2,
                            "heartbeat",
                            p + 3,
                            p + "3 gone",
                            topic.name() + "-" + partition + ":8"));
        }

        Running job = start(topic, parallelism, null);
        try {
            job.seen().await(now -> now.records().size() >= expected.size());
            topic.send(0, created("last"));
            expected.add("last");
            job.seen().await(now -> now.records().contains("last"));
        } finally {
            job.cancel();
        }

        assertThat(job.seen().records()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aFailureLosesNothingAndDoublesNothing() throws Exception {
        TestingTopic topic = topic(name);
        List<String> expected = new ArrayList<>();
        Running job = start(topic, 2, null);
        try {
            send(topic, "before", 30, expected);
            job.seen().await(now -> now.records().size() == expected.size());
            job.seen().awaitCheckpoint();
            send(topic, "between", 30, expected);
            job.seen().await(now -> now.records().size() == expected.size());
            topic.send(0, renamed(Observation.FAILING + " soon", Observation.FAILING));
            expected.addAll(List.of(Observation.FAILING + " soon gone", Observation.FAILING));
            job.seen().await(Observation::hasFailed);
            send(topic, "after", 30, expected);
            job.seen().await(now -> hasAll(now, expected));
            job.seen().awaitCheckpoint();
        } finally {
            job.cancel();
        }

        assertThat(job.seen().records()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aBrokerThatIsKilledAndComesBackIsWaitedFor() throws Exception {
        List<String> expected = new ArrayList<>();
        LocalBroker broker = LocalBroker.start(directory, 0);
        Running job = null;
        try {
            TestingTopic topic = TestingTopic.create(broker.bootstrapServers(), name, PARTITIONS);
            job = start(topic, 2, null, "none");
            send(topic, "before", 30, expected);
            Running running = job;
            running.seen().await(now -> now.records().size() == expected.size());

            broker.kill();
            broker.close();
            broker = LocalBroker.start(directory, broker.port());

            send(topic, "after", 30, expected);
            running.seen().await(now -> hasAll(now, expected));
            assertThat(job.seen().records()).containsExactlyInAnyOrderElementsOf(expected);
        } finally {
            if (job != null) {
                job.cancel();
            }
            broker.close();
        }
    }

    @Test
    void aSavepointGoesOnWhereItWasTaken() throws Exception {
        TestingTopic topic = topic(name);
        List<String> expected = new ArrayList<>();
        Running first = start(topic, 1, null);
        send(topic, "before", 30, expected);
        first.seen().await(now -> now.records().size() == expected.size());
        String savepoint = first.stop(directory);
        send(topic, "after", 30, expected);

        Running second = start(topic, PARTITIONS, savepoint);
        try {
            second.seen().await(now -> hasAll(now, expected));
        } finally {
            second.cancel();
        }

        assertThat(second.seen().records()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void eventsThatAreGoneBeforeTheyWereReadFailTheJob() throws Exception {
        TestingTopic topic = topic(name);
        Running first = start(topic, 1, null);
        topic.send(1, created("1"), created("2"));
        first.seen().await(now -> now.records().size() == 2);
        String savepoint = first.stop(directory);
        topic.send(1, created("3"), created("4"), created("5"));
        try (Admin admin = Admin.create(topic.client())) {
            admin.deleteRecords(
                            Map.of(
                                    new TopicPartition(topic.name(), 1),
                                    RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();
        }

        JobClient second = start(topic, 1, savepoint, "none").client();

        assertThatThrownBy(() -> second.getJobExecutionResult().get(3, TimeUnit.MINUTES))
                .hasStackTraceContaining("OffsetOutOfRangeException")
                .hasStackTraceContaining(topic.name() + "-1");
    }

    @Test
    void theTimeOfTheOrdersIsThatOfTheSlowestPartition() throws Exception {
        TestingTopic topic = topic(name);
        Running job = start(topic, 2, null);
        try {
            topic.send(0, heartbeat(NOON_MS));
            topic.send(1, created("1", NOON_MS + 60_000));
            topic.send(2, snapshot("2", NOON_MS), "{");
            job.seen().await(now -> now.records().size() == 4);
            // The third partition told no time yet. What it tells is the first time of all.
            topic.send(2, heartbeat(NOON_MS - 3_600_000));
            job.seen().await(now -> !now.watermarks().isEmpty());
            topic.send(2, heartbeat(NOON_MS));
            long slowest = NOON_MS + 60_000 - OUT_OF_ORDERNESS.toMillis() - 1;
            job.seen().await(now -> now.watermarks().contains(slowest));
            topic.send(1, heartbeat(NOON_MS));
            job.seen().await(now -> now.watermarks().contains(NOON_MS - 1));

            assertThat(job.seen().watermarks())
                    .startsWith(NOON_MS - 3_600_000 - 1)
                    .endsWith(NOON_MS - 1)
                    .isSortedAccordingTo(Comparator.naturalOrder());
        } finally {
            job.cancel();
        }
    }

    private TestingTopic topic(String topicName) throws Exception {
        return TestingTopic.create(SharedBroker.bootstrapServers(), topicName, PARTITIONS);
    }

    /** Sends as many orders to every partition. */
    private static void send(TestingTopic topic, String word, int count, List<String> expected)
            throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            String[] events = new String[count];
            for (int i = 0; i < count; i++) {
                String number = word + " " + partition + "." + i;
                events[i] = created(number);
                expected.add(number);
            }
            topic.send(partition, events);
        }
    }

    private static boolean hasAll(Observation now, List<String> expected) {
        Set<String> seen = new HashSet<>(now.records());
        return seen.containsAll(expected);
    }

    private record Running(JobClient client, Observation seen) {
        void cancel() throws Exception {
            client.cancel().get(1, TimeUnit.MINUTES);
        }

        String stop(Path savepoints) throws Exception {
            return client.stopWithSavepoint(
                            false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(1, TimeUnit.MINUTES);
        }
    }

    private Running start(TestingTopic topic, int parallelism, String savepoint) throws Exception {
        return start(topic, parallelism, savepoint, "fixed-delay");
    }

    private Running start(TestingTopic topic, int parallelism, String savepoint, String restart)
            throws Exception {
        Configuration options = new Configuration();
        options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        options.set(RestartStrategyOptions.RESTART_STRATEGY, restart);
        options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        options.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(20));
        options.set(PipelineOptions.GENERIC_TYPES, false);
        options.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(1));
        if (savepoint != null) {
            options.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(options);
        environment.setParallelism(parallelism);
        KafkaOrderSettings settings =
                new KafkaOrderSettings(
                        topic.client().getProperty("bootstrap.servers"),
                        topic.name(),
                        "recon",
                        Map.of());
        WatermarkStrategy<OrderRecord> time =
                OrderTime.strategy(OUT_OF_ORDERNESS, Duration.ofMinutes(5));
        Observation seen =
                Observation.of(
                        name,
                        environment
                                .fromSource(
                                        KafkaOrderSource.of(
                                                settings,
                                                OrderParserOptions.ofChannels(
                                                        Set.of(TestingOrders.CHANNEL)),
                                                DomainTypes.ORDER_RECORD),
                                        time,
                                        "orders")
                                .uid("orders"));
        return new Running(environment.executeAsync(name), seen);
    }
}
