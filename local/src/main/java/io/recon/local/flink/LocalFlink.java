package io.recon.local.flink;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;

/**
 * The configuration of a Flink inside this JVM: the project's {@code flink-conf/config.yaml}, and
 * what only this machine and this run can tell.
 */
public final class LocalFlink {
    /**
     * RocksDB's memory is the tuning that matters most: a quarter of the machine, within bounds.
     */
    private static final long LEAST_MANAGED_BYTES = 256L << 20;

    private static final long MOST_MANAGED_BYTES = 2L << 30;

    private static final long LEAST_NETWORK_BYTES = 256L << 20;

    /** Between two operators each subtask of one holds some buffers for each of the other's. */
    private static final long EXCHANGES_PER_CHANNEL = 3;

    private static final long BUFFERS_PER_PAIR = 3;
    private static final long BUFFER_BYTES = 32L << 10;

    /** How often the running tasks tell their counters. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /**
     * At its end a job waits so long at most for its last checkpoint; each of them adds files to
     * the tables.
     */
    private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(5);

    /**
     * Some fail while tasks start. A job that ends would wait for ever for a checkpoint that cannot
     * be written.
     */
    private static final int FAILED_CHECKPOINTS = 10;

    /** How the keys of all reporters of metrics begin. */
    private static final String METRICS_REPORTERS = "metrics.reporter";

    private LocalFlink() {}

    /**
     * For a job that ends, and is begun anew if it fails.
     *
     * @param settings the directory that holds config.yaml
     * @param work where Flink may keep its files; deleted by the caller
     */
    public static Configuration bounded(Path settings, Path work, int parallelism, int channels) {
        Configuration flink = common(settings, work, parallelism, channels);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
        return flink;
    }

    /**
     * For a job that ends, is begun anew if it fails, and writes tables: with each checkpoint their
     * writers make visible what they have, instead of keeping all files open until the end. It
     * never goes back to one, so they lie among Flink's files.
     *
     * @param settings the directory that holds config.yaml
     * @param work where Flink may keep its files; deleted by the caller
     */
    public static Configuration boundedWithCheckpoints(
            Path settings, Path work, int parallelism, int channels) {
        Configuration flink = bounded(settings, work, parallelism, channels);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, LAST_CHECKPOINT);
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                work.resolve("checkpoints").toUri().toString());
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS);
        flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 1);
        flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, FAILED_CHECKPOINTS);
        return flink;
    }

    /**
     * For a job that never ends: it takes checkpoints, and goes on by itself after failures.
     *
     * @param checkpoints a directory of its own, on any file system
     */
    public static Configuration continuous(
            Path settings, Path work, int parallelism, int channels, Checkpoints checkpoints) {
        Configuration flink = common(settings, work, parallelism, channels);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints.interval());
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.directory());
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        return flink;
    }

    /**
     * Where Flink's web page is, to be added last: any other process may take the port meanwhile.
     *
     * @param restPort one of the loopback address that is free
     */
    public static Configuration webPage(int restPort) {
        Configuration flink = new Configuration();
        flink.set(RestOptions.ADDRESS, "localhost");
        flink.set(RestOptions.BIND_ADDRESS, "localhost");
        flink.set(RestOptions.PORT, restPort);
        flink.set(RestOptions.BIND_PORT, Integer.toString(restPort));
        return flink;
    }

    /**
     * Where a job's state goes, and how often.
     *
     * @param directory a URI
     */
    public record Checkpoints(String directory, Duration interval) {}

    private static Configuration common(Path settings, Path work, int parallelism, int channels) {
        Configuration flink = GlobalConfiguration.loadConfiguration(settings.toString());
        // They listen on every address of the machine, which is for a cluster to want.
        flink.keySet().stream()
                .filter(key -> key.startsWith(METRICS_REPORTERS))
                .forEach(flink::removeKey);
        flink.set(DeploymentOptions.TARGET, "local");
        flink.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        flink.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        flink.set(CoreOptions.TMP_DIRS, work.toString());
        flink.set(RocksDBOptions.LOCAL_DIRECTORIES, work.toString());
        flink.set(CheckpointingOptions.LOCAL_BACKUP_ENABLED, false);
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, new MemorySize(managedBytes()));
        MemorySize network = new MemorySize(networkBytes(parallelism, channels));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        return flink;
    }

    /** How much memory the buffers between operators need, outside of the heap. */
    public static long networkBytes(int parallelism, int channels) {
        long pairs = EXCHANGES_PER_CHANNEL * (channels + 1L) * parallelism * parallelism;
        return Math.max(LEAST_NETWORK_BYTES, pairs * BUFFERS_PER_PAIR * BUFFER_BYTES);
    }

    private static long managedBytes() {
        long quarter =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                                .getTotalMemorySize()
                        / 4;
        return Math.max(LEAST_MANAGED_BYTES, Math.min(MOST_MANAGED_BYTES, quarter));
    }
}
