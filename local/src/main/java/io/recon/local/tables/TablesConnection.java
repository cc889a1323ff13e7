package io.recon.local.tables;

import io.recon.connectors.hive.HiveReader;
import io.recon.connectors.hive.HiveSettings;
import io.recon.connectors.hive.UnusableTablesException;
import io.recon.job.config.HiveConfig;
import io.recon.local.UsageException;
import java.nio.file.Path;
import java.time.Duration;

/** Reaches the configured tables, for a person who waits. */
final class TablesConnection {
    /** More tasks would need more memory, and a question is bounded by the disk. */
    private static final int MOST_PARALLELISM = 4;

    /** The metastore has just answered. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private TablesConnection() {}

    /**
     * Opens the tables for questions.
     *
     * @param work where the questions keep what is too much for the memory
     * @throws UsageException if they cannot be used, with the reason
     */
    static HiveReader open(HiveConfig hive, Path work) throws UsageException {
        try {
            return HiveReader.open(
                    new HiveSettings(
                            hive.metastore(),
                            hive.database(),
                            hive.warehouse(),
                            hive.format(),
                            PATIENCE),
                    Math.min(MOST_PARALLELISM, Runtime.getRuntime().availableProcessors()),
                    work);
        } catch (UnusableTablesException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
