package io.recon.job.wiring;

import io.recon.connectors.hive.HiveRun;
import io.recon.connectors.hive.HiveRun.ChannelDays;
import io.recon.connectors.hive.HiveSettings;
import io.recon.connectors.hive.HiveSinks;
import io.recon.connectors.hive.HiveStreams;
import io.recon.connectors.hive.UnusableTablesException;
import io.recon.job.config.HiveConfig;
import io.recon.job.config.ReconConfig;
import io.recon.job.topology.Outputs;
import io.recon.model.day.DayChange;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the tables are, what their rows say of a run, and what is written into them. */
public final class HiveTables {
    private HiveTables() {}

    /** Where the configured tables are. */
    public static HiveSettings settings(ReconConfig config) {
        HiveConfig hive = config.hive();
        return new HiveSettings(
                hive.metastore(),
                hive.database(),
                hive.warehouse(),
                hive.format(),
                HiveSettings.USUAL_PATIENCE);
    }

    /**
     * Makes the tables where they are absent, and lets a job write them. Rows become visible by
     * checkpoints, and at the end of a job that ends.
     *
     * @param run the number of the run; higher than that of any earlier one in these tables
     * @param days what becomes of each business day
     * @throws UnusableTablesException if the metastore cannot be reached, or a table is another
     *     than is declared
     */
    public static void attach(
            StreamExecutionEnvironment environment,
            ReconConfig config,
            long run,
            Outputs outputs,
            DataStream<DayChange> days)
            throws UnusableTablesException {
        HiveSinks.attach(
                environment,
                settings(config),
                run(config, run),
                new HiveStreams(
                        outputs.results(),
                        outputs.orders().changes(),
                        new HiveStreams.Bills(
                                outputs.bills().lines(),
                                outputs.bills().reports(),
                                outputs.bills().adjustedLines()),
                        outputs.statistics(),
                        outputs.orders().rejects(),
                        days));
    }

    /** What all rows of a run share. */
    private static HiveRun run(ReconConfig config, long number) {
        return new HiveRun(
                number,
                config.channels().values().stream()
                        .collect(
                                Collectors.toMap(
                                        channel -> channel.name(),
                                        channel ->
                                                new ChannelDays(
                                                        channel.day().zone(),
                                                        channel.day().cutOff()))));
    }
}
