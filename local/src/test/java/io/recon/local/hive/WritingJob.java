package io.recon.local.hive;

import io.recon.connectors.hive.HiveRun;
import io.recon.connectors.hive.HiveRun.ChannelDays;
import io.recon.connectors.hive.HiveSettings;
import io.recon.connectors.hive.HiveSinks;
import io.recon.connectors.hive.HiveStreams;
import io.recon.local.Home;
import io.recon.udf.type.DomainTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that writes the records of the numbers below a limit into all tables, with the settings
 * that the engine runs with.
 */
final class WritingJob {
    /** Set by a test: the job fails once when it comes to this number. */
    static final AtomicLong FAIL_AT = new AtomicLong(-1);

    /** How often the job was started. */
    static final AtomicInteger STARTS = new AtomicInteger();

    /** How many checkpoints were begun. */
    static final AtomicInteger CHECKPOINTS = new AtomicInteger();

    /** How many checkpoints were completed. */
    static final AtomicInteger COMPLETED = new AtomicInteger();

    private static final int PARALLELISM = 2;
    private static final long HALF = 1L << 40;

    /** Of each subtask, whether its numbers have passed the limit. */
    private static final List<AtomicBoolean> PAST =
            List.of(new AtomicBoolean(), new AtomicBoolean());

    private WritingJob() {}

    static StreamExecutionEnvironment of(
            HiveSettings settings, long run, long limit, double perSecond, Path checkpoints)
            throws Exception {
        Configuration flink =
                GlobalConfiguration.loadConfiguration(Home.resolve("flink-conf").toString());
        flink.set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM);
        flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1_000);
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(flink);

        STARTS.set(0);
        CHECKPOINTS.set(0);
        COMPLETED.set(0);
        DataStream<Long> numbers =
                environment
                        .fromSource(
                                new DataGeneratorSource<>(
                                        (GeneratorFunction<Long, Long>) WritingJob::interleaved,
                                        2 * HALF,
                                        RateLimiterStrategy.perSecond(perSecond),
                                        Types.LONG),
                                WatermarkStrategy.noWatermarks(),
                                "numbers")
                        .uid("numbers")
                        .filter(new CountingTask(limit))
                        .uid("starts");
        HiveSinks.attach(
                environment,
                settings,
                new HiveRun(
                        run,
                        Map.of(
                                "alipay",
                                new ChannelDays(ZoneId.of("Asia/Shanghai"), LocalTime.MIDNIGHT),
                                "wechat",
                                new ChannelDays(ZoneId.of("UTC"), LocalTime.of(23, 0)))),
                new HiveStreams(
                        as(numbers, TestingRecords::result, DomainTypes.RESULT_CHANGE),
                        as(numbers, TestingRecords::order, DomainTypes.ORDER_EVENT),
                        new HiveStreams.Bills(
                                as(numbers, TestingRecords::billLine, DomainTypes.BILL_RECORD),
                                as(numbers, TestingRecords::report, DomainTypes.CHANNEL_RECORD),
                                as(
                                        numbers,
                                        TestingRecords::adjustedLine,
                                        DomainTypes.ADJUSTED_LINE)),
                        as(numbers, TestingRecords::statistics, DomainTypes.STATISTICS_CELL),
                        as(numbers, TestingRecords::orderReject, DomainTypes.ORDER_REJECT),
                        as(numbers, TestingRecords::dayChange, DomainTypes.DAY_CHANGE)));
        return environment;
    }

    /**
     * Ends once the records of all numbers are in the tables; a job that is told of its end by its
     * source would be one that the engine does not have.
     */
    static void awaitAllWritten(JobClient job) throws Exception {
        CommonTestUtils.waitUntilCondition(() -> PAST.stream().allMatch(AtomicBoolean::get), 20L);
        // One that began before, one that has the last numbers, one to register partitions.
        int seen = COMPLETED.get();
        CommonTestUtils.waitUntilCondition(() -> COMPLETED.get() >= seen + 3, 20L);
        job.cancel().get();
        CommonTestUtils.waitUntilCondition(
                () -> job.getJobStatus().get().isGloballyTerminalState(), 20L);
    }

    /** Passes on the numbers below the limit, and keeps count of what the tests wait for. */
    private static final class CountingTask extends RichFilterFunction<Long>
            implements CheckpointedFunction, CheckpointListener {
        private final long limit;

        CountingTask(long limit) {
            this.limit = limit;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            PAST.get(subtask()).set(false);
            count(STARTS);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            count(CHECKPOINTS);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            count(COMPLETED);
        }

        private void count(AtomicInteger counter) {
            if (subtask() == 0) {
                counter.incrementAndGet();
            }
        }

        private int subtask() {
            return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        }

        @Override
        public boolean filter(Long number) {
            if (FAIL_AT.compareAndSet(number, -1)) {
                throw new IllegalStateException("the test wants a failure at " + number);
            }
            if (number >= limit) {
                PAST.get(subtask()).set(true);
            }
            return number < limit;
        }
    }

    /** Each subtask counts its own half of all numbers; these are its even or its odd ones. */
    private static Long interleaved(Long index) {
        return index < HALF ? index * 2 : (index - HALF) * 2 + 1;
    }

    private static <T> DataStream<T> as(
            DataStream<Long> numbers, MapFunction<Long, T> record, TypeInformation<T> type) {
        String name = type.getTypeClass().getSimpleName();
        return numbers.map(record, type).name(name).uid("testing-" + name);
    }
}
