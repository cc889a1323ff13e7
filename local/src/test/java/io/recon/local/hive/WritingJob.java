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
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
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
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that writes the records of the numbers below a limit into all tables, with the settings
 * that the engine runs with.
 */
final class WritingJob {
    /** Set by a test: the job fails once when it comes to this number. */
    static final AtomicLong FAIL_AT = new AtomicLong(-1);

    private WritingJob() {}

    static StreamExecutionEnvironment of(
            HiveSettings settings, long run, long limit, double perSecond, Path checkpoints)
            throws Exception {
        Configuration flink =
                GlobalConfiguration.loadConfiguration(Home.resolve("flink-conf").toString());
        flink.set(CoreOptions.DEFAULT_PARALLELISM, 2);
        flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1_000);
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(flink);

        DataStream<Long> numbers =
                environment
                        .fromSource(
                                new DataGeneratorSource<>(
                                        (GeneratorFunction<Long, Long>) WritingJob::numberOrFailure,
                                        limit,
                                        RateLimiterStrategy.perSecond(perSecond),
                                        Types.LONG),
                                WatermarkStrategy.noWatermarks(),
                                "numbers")
                        .uid("numbers");
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

    private static Long numberOrFailure(Long number) {
        if (FAIL_AT.compareAndSet(number, -1)) {
            throw new IllegalStateException("the test wants a failure at " + number);
        }
        return number;
    }

    private static <T> DataStream<T> as(
            DataStream<Long> numbers, MapFunction<Long, T> record, TypeInformation<T> type) {
        String name = type.getTypeClass().getSimpleName();
        return numbers.map(record, type).name(name).uid("testing-" + name);
    }
}
