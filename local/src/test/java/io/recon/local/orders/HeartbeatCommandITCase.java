package io.recon.local.orders;

import static io.recon.local.orders.TestingOrders.created;
import static io.recon.local.orders.TestingOrders.heartbeat;
import static io.recon.local.orders.TestingOrders.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import io.recon.local.stack.SharedBroker;
import io.recon.local.stack.TestingTopic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatCommandITCase {
    private static final int PARTITIONS = 3;
    private static final long NOON_MS = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
    private static final long OUT_OF_ORDERNESS_MS = 60_000;

    @TempDir private Path directory;

    @Test
    void whatDebeziumSaysIsToldOnEveryPartitionUntilInterrupted() throws Exception {
        String brokers = SharedBroker.bootstrapServers();
        TestingTopic debezium = TestingTopic.create(brokers, "debezium-heartbeat", 1);
        TestingTopic orders = TestingTopic.create(brokers, "beaten", PARTITIONS);
        KafkaInputs inputs = new KafkaInputs(directory, brokers, "beaten");
        debezium.send(0, "{\"ts_ms\":1}", "{\"ts_ms\":" + NOON_MS + "}");
        CompletableFuture<RunningRecon> run = new CompletableFuture<>();
        Thread relay =
                new Thread(
                        () ->
                                run.complete(
                                        RunningRecon.of(
                                                inputs.heartbeat(
                                                        "--from-topic",
                                                        "debezium-heartbeat",
                                                        "--interval",
                                                        "PT0.1S"))),
                        "relay");
        relay.start();
        try {
            // The newest of those that were there before; the others are older news.
            orders.await(PARTITIONS);
            // Before the last one, or the same again, moves nothing; nor does what tells no time.
            debezium.send(
                    0,
                    "{\"ts_ms\":" + (NOON_MS - 5) + "}",
                    "{\"ts_ms\":" + NOON_MS + "}",
                    null,
                    "no heartbeat",
                    snapshot("beat", NOON_MS + 500_000),
                    // Microseconds: passed on, it would make all that is right look old.
                    "{\"ts_ms\":" + NOON_MS * 1_000 + "}");
            // With the schema around it.
            debezium.send(0, "{\"schema\":{},\"payload\":{\"ts_ms\":" + (NOON_MS + 1_000) + "}}");
            orders.await(2 * PARTITIONS);
            // A change of the table that Debezium writes to.
            debezium.send(0, created("beat", NOON_MS + 2_000));
            orders.await(3 * PARTITIONS);
        } finally {
            relay.interrupt();
        }

        RunningRecon ended = run.get(1, TimeUnit.MINUTES);
        assertThat(ended.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(ended.output())
                .isEqualTo(
                        "heartbeats of debezium-heartbeat go to beaten on 3 partitions, until"
                                + " interrupted\n");
        assertThat(ended.errors())
                .isEqualTo(
                        "recon: debezium-heartbeat-0, offset 5: tells no time; messages like it"
                                + " are passed over\n"
                                + "recon: debezium-heartbeat-0, offset 7: tells a time ahead of"
                                + " this machine's clock; messages like it are passed over\n");
        assertThat(orders.values())
                .isEqualTo(
                        java.util.Collections.nCopies(PARTITIONS, 0).stream()
                                .flatMap(
                                        partition -> java.util.stream.Stream.of(0L, 1_000L, 2_000L))
                                .map(
                                        afterNoon ->
                                                heartbeat(
                                                        NOON_MS + afterNoon - OUT_OF_ORDERNESS_MS))
                                .toList());
    }

    @Test
    void aTopicThatIsNotThereIsTold() throws Exception {
        String brokers = SharedBroker.bootstrapServers();
        TestingTopic.create(brokers, "there", 1);
        KafkaInputs inputs = new KafkaInputs(directory, brokers, "there");

        RunningRecon run = RunningRecon.of(inputs.heartbeat("--from-topic", "not-there"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.errors()).startsWith("recon: topic not-there does not exist at ");
    }
}
