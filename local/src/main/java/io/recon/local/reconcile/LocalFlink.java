package io.recon.local.reconcile;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;

/**
 * The configuration of a Flink inside this JVM: the project's {@code flink-conf/config.yaml}, and
 * what only this machine and this run can tell.
 */
final class LocalFlink {
    /**
     * RocksDB's memory is the tuning that matters most: a quarter of the machine, within bounds.
     */
    private static final long LEAST_MANAGED_BYTES = 256L << 20;

    private static final long MOST_MANAGED_BYTES = 2L << 30;

    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(256);

    /** How often the running tasks tell their counters. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private LocalFlink() {}

    /**
     * @param settings the directory that holds config.yaml
     * @param work where Flink may keep its files; deleted by the caller
     */
    static Configuration bounded(Path settings, Path work, int parallelism) {
        Configuration flink = GlobalConfiguration.loadConfiguration(settings.toString());
        flink.set(DeploymentOptions.TARGET, "local");
        flink.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        flink.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        flink.set(CoreOptions.TMP_DIRS, work.toString());
        flink.set(RocksDBOptions.LOCAL_DIRECTORIES, work.toString());
        flink.set(CheckpointingOptions.LOCAL_BACKUP_ENABLED, false);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, new MemorySize(managedBytes()));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
        return flink;
    }

    private static long managedBytes() {
        long quarter =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                                .getTotalMemorySize()
                        / 4;
        return Math.max(LEAST_MANAGED_BYTES, Math.min(MOST_MANAGED_BYTES, quarter));
    }
}
