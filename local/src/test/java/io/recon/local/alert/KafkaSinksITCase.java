package io.recon.local.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.alert.KafkaOutputs;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.KafkaPreparation;
import io.recon.job.wiring.KafkaSinks;
import io.recon.local.PlannedFailures;
import io.recon.local.stack.SharedBroker;
import io.recon.local.stack.TestingTopic;
import io.recon.udf.type.DomainTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a job that writes all outputs leaves in a real broker. */
@ExtendWith(PlannedFailures.class)
class KafkaSinksITCase {
    private static final int COUNT = 60;

    /** Older than what any topic here keeps: a record of this time would be deleted at once. */
    private static final long LONG_AGO_MS = Instant.parse("2020-03-01T00:00:00Z").toEpochMilli();

    private static final AtomicBoolean FAILS = new AtomicBoolean();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir private Path directory;

    @Test
    void everyOutputIsInItsTopicUnderItsKeyAndAsOldAsItsWriting() throws Exception {
        ReconConfig config = prepared("all", "at-least-once");
        long startMs = Clock.systemUTC().millis();

        StreamExecutionEnvironment job = job(Duration.ofMillis(200));
        DataStream<Long> numbers = numbers(job, COUNT, 1_000_000);
        KafkaOutputs outputs = KafkaSinks.of(config);
        write(numbers, TestingOutputs::alert, DomainTypes.TOLD_ALERT, outputs.alerts(3));
        write(numbers, TestingOutputs::day, DomainTypes.DAY_CHANGE, outputs.days());
        write(numbers, TestingOutputs::cell, DomainTypes.STATISTICS_CELL, outputs.statistics());
        write(numbers, TestingOutputs::order, DomainTypes.ORDER_REJECT, outputs.orderRejects());
        write(numbers, TestingOutputs::bill, DomainTypes.CHANNEL_RECORD, outputs.billRejects());
        job.execute("all outputs");

        List<ConsumerRecord<byte[], byte[]>> alerts = topic("all.alerts").records();
        assertThat(alerts)
                .extracting(KafkaSinksITCase::key)
                .containsExactlyElementsOf(keys("alipay/acct/PAYMENT/p%d", COUNT));
        assertThat(alerts)
                .allMatch(alert -> alert.timestampType() == TimestampType.LOG_APPEND_TIME);
        assertThat(value(alerts.get(7)))
                .startsWith("{\"kind\":\"RESULT\",\"checkpoint\":7,")
                .contains("\"result_id\":\"alipay/acct/PAYMENT/p7\"");
        assertThat(topic("all.days").records())
                .extracting(KafkaSinksITCase::key)
                .contains("alipay/2026-03-01", "alipay/2026-03-02");
        assertThat(topic("all.statistics").records())
                .extracting(KafkaSinksITCase::key)
                .contains("alipay/acct/2026-03-01/CNY/PAYMENT/MISSING");
        // Of what the bill source says, every other one is a reject.
        assertThat(topic("all.dead").records())
                .hasSize(COUNT + COUNT / 2)
                .extracting(KafkaSinksITCase::key)
                .contains("orders-0:7", "alipay/2026-03-01/bill.csv:8");
        for (String name : List.of("alerts", "days", "statistics", "dead")) {
            assertThat(topic("all." + name).records())
                    .as(name)
                    .isNotEmpty()
                    .allMatch(record -> record.timestamp() >= startMs);
        }
    }

    /** There is no checkpoint that they could wait for. */
    @Test
    void alertsAreToldAtOnce() throws Exception {
        ReconConfig config = prepared("once", "at-least-once");
        StreamExecutionEnvironment job = job(Duration.ofHours(1));
        DataStream<Long> numbers = numbers(job, Long.MAX_VALUE, 100);
        write(
                numbers,
                TestingOutputs::alert,
                DomainTypes.TOLD_ALERT,
                KafkaSinks.of(config).alerts(3));
        JobClient running = job.executeAsync("alerts at once");
        try {
            assertThat(committed("once.alerts").await(COUNT)).isNotEmpty();
        } finally {
            running.cancel().get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void exactlyOnceTellsEachAlertOneTimeOverAFailure() throws Exception {
        ReconConfig config = prepared("exact", "exactly-once");
        StreamExecutionEnvironment job = job(Duration.ofSeconds(5));
        FAILS.set(true);
        DataStream<Long> numbers =
                numbers(job, COUNT, 1_000_000).filter(new FailingOnce()).uid("failing-once");
        write(
                numbers,
                TestingOutputs::alert,
                DomainTypes.TOLD_ALERT,
                KafkaSinks.of(config).alerts(3));

        job.execute("alerts exactly once");

        assertThat(FAILS).as("still to fail").isFalse();
        assertThat(committed("exact.alerts").records())
                .extracting(KafkaSinksITCase::key)
                .containsExactlyInAnyOrderElementsOf(keys("alipay/acct/PAYMENT/p%d", COUNT));
    }

    /** Fails when all alerts before it are in the topic, which then has them twice. */
    private static final class FailingOnce implements FilterFunction<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean filter(Long number) throws Exception {
            if (number == COUNT - 5 && FAILS.compareAndSet(true, false)) {
                topic("exact.alerts").await(COUNT - 5);
                throw new IllegalStateException("the test wants a failure at " + number);
            }
            return true;
        }
    }

    private ReconConfig prepared(String word, String delivery) throws Exception {
        TestingTopic.create(SharedBroker.bootstrapServers(), word + ".orders", 1);
        ReconConfig config =
                KafkaConfiguration.of(directory, SharedBroker.bootstrapServers(), word, delivery);
        assertThat(KafkaPreparation.prepare(config)).isEmpty();
        return config;
    }

    private static TestingTopic topic(String name) throws Exception {
        return TestingTopic.of(SharedBroker.bootstrapServers(), name);
    }

    /** As a reader sees it who takes nothing that may still be taken back. */
    private static TestingTopic committed(String name) throws Exception {
        TestingTopic topic = topic(name);
        topic.client().setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return topic;
    }

    private static StreamExecutionEnvironment job(Duration checkpointInterval) {
        Configuration options = new Configuration();
        options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        options.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(20));
        options.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(options);
        environment.setParallelism(1);
        return environment;
    }

    private static DataStream<Long> numbers(
            StreamExecutionEnvironment job, long count, int perSecond) {
        return job.fromSource(
                        new DataGeneratorSource<>(
                                (GeneratorFunction<Long, Long>) number -> number,
                                count,
                                RateLimiterStrategy.perSecond(perSecond),
                                Types.LONG),
                        WatermarkStrategy.<Long>noWatermarks()
                                .withTimestampAssigner((number, before) -> LONG_AGO_MS),
                        "numbers")
                .uid("numbers");
    }

    private static <T> void write(
            DataStream<Long> numbers,
            MapFunction<Long, T> record,
            TypeInformation<T> type,
            Sink<T> sink) {
        String name = type.getTypeClass().getSimpleName();
        numbers.map(record, type).uid("testing-" + name).sinkTo(sink).uid("sink-" + name);
    }

    private static List<String> keys(String pattern, int count) {
        return LongStream.range(0, count).mapToObj(pattern::formatted).toList();
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static String value(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
