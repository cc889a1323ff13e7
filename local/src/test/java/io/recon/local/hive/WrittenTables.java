package io.recon.local.hive;

import io.recon.connectors.hive.HiveRun;
import io.recon.connectors.hive.HiveRun.ChannelDays;
import io.recon.connectors.hive.HiveSettings;
import io.recon.connectors.hive.HiveSinks;
import io.recon.connectors.hive.HiveStreams;
import io.recon.job.config.ReconConfig;
import io.recon.local.Home;
import io.recon.local.reconcile.RecordedRun;
import io.recon.udf.type.DomainTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** Writes what was recorded of a run into tables, by a job that ends. */
public final class WrittenTables {
    /** What the job's sources give, by name; they run in this JVM. */
    private static final Map<String, List<?>> RECORDS = new ConcurrentHashMap<>();

    private WrittenTables() {}

    /**
     * Writes all of a run.
     *
     * @param run the run's number in the tables
     * @param checkpoints an own directory
     */
    public static void write(
            HiveSettings settings,
            long run,
            ReconConfig config,
            RecordedRun recorded,
            Path checkpoints)
            throws Exception {
        Configuration flink =
                GlobalConfiguration.loadConfiguration(Home.resolve("flink-conf").toString());
        flink.set(DeploymentOptions.TARGET, "local");
        flink.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(flink);
        Map<String, ChannelDays> days = new HashMap<>();
        config.channels()
                .forEach(
                        (name, channel) ->
                                days.put(
                                        name,
                                        new ChannelDays(
                                                channel.day().zone(), channel.day().cutOff())));
        HiveSinks.attach(
                environment,
                settings,
                new HiveRun(run, days),
                new HiveStreams(
                        stream(environment, recorded.results(), DomainTypes.RESULT_CHANGE),
                        stream(environment, recorded.orders(), DomainTypes.ORDER_EVENT),
                        new HiveStreams.Bills(
                                stream(environment, recorded.lines(), DomainTypes.BILL_RECORD),
                                stream(environment, recorded.reports(), DomainTypes.CHANNEL_RECORD),
                                stream(
                                        environment,
                                        recorded.adjustedLines(),
                                        DomainTypes.ADJUSTED_LINE)),
                        stream(
                                environment,
                                recorded.rest().statistics(),
                                DomainTypes.STATISTICS_CELL),
                        stream(environment, recorded.rest().rejects(), DomainTypes.ORDER_REJECT),
                        stream(environment, recorded.rest().days(), DomainTypes.DAY_CHANGE)));
        environment.execute("write tables");
    }

    private static <T> DataStream<T> stream(
            StreamExecutionEnvironment environment, List<T> records, TypeInformation<T> type) {
        String name = type.getTypeClass().getSimpleName();
        RECORDS.put(name, records);
        return environment
                .fromSequence(0, records.size())
                .uid("numbers-" + name)
                .flatMap(new RecordOf<T>(name))
                .returns(type)
                .name(name)
                .uid("records-" + name);
    }

    /** One number more than there are records, since there may be none. */
    private record RecordOf<T>(String name) implements FlatMapFunction<Long, T> {
        @Override
        @SuppressWarnings("unchecked")
        public void flatMap(Long number, Collector<T> records) {
            List<T> all = (List<T>) RECORDS.get(name);
            if (number < all.size()) {
                records.collect(all.get(number.intValue()));
            }
        }
    }
}
