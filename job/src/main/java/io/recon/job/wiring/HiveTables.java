package io.recon.job.wiring;

import io.recon.connectors.hive.HiveRun;
import io.recon.connectors.hive.HiveRun.ChannelDays;
import io.recon.connectors.hive.HiveSettings;
import io.recon.job.config.HiveConfig;
import io.recon.job.config.ReconConfig;
import java.util.stream.Collectors;

/** Where the tables are, and what their rows say of a run. */
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

    /** What all rows of a run share. */
    static HiveRun run(ReconConfig config, long number) {
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
