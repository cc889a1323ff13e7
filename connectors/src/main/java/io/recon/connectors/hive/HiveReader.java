package io.recon.connectors.hive;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.hive.HiveCatalog;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * Asks the tables and views questions in Flink's SQL, as batch jobs in a Flink of its own inside
 * this JVM, which runs until this is closed. The tables' database is the current one.
 */
public final class HiveReader implements AutoCloseable {
    /** For sorting and joining, outside of the heap; what does not fit goes to the disk. */
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(512);

    /** Each exchange between two steps takes some 16 MiB, and several are open at once. */
    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(256);

    private final ReaderFlink flink;
    private final TableEnvironment tables;

    private HiveReader(ReaderFlink flink, TableEnvironment tables) {
        this.flink = flink;
        this.tables = tables;
    }

    /** A reader of a database that works in the JVM's directory for temporary files. */
    public static HiveReader open(HiveSettings settings, int parallelism)
            throws UnusableTablesException {
        return open(settings, parallelism, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * A reader of a database.
     *
     * @param parallelism how many tasks read side by side
     * @param work where a question keeps what is too much for the memory; a path without {@code ,},
     *     {@code :} and {@code |}, by which Flink parts directories
     * @throws UnusableTablesException if the metastore cannot be reached, has no such database, or
     *     a table in it is absent or another than is declared
     * @throws IllegalStateException if no Flink can be started
     */
    public static HiveReader open(HiveSettings settings, int parallelism, Path work)
            throws UnusableTablesException {
        try (HiveDatabase database = HiveDatabase.connect(settings)) {
            database.requireExisting();
        }
        Configuration configuration = new Configuration();
        configuration.set(DeploymentOptions.TARGET, "local");
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        configuration.set(CoreOptions.TMP_DIRS, work.toString());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        ReaderFlink flink;
        try {
            flink = ReaderFlink.start(configuration, parallelism);
        } catch (Exception e) {
            throw new IllegalStateException("a Flink that reads tables cannot start", e);
        }
        try {
            return new HiveReader(flink, tables(settings, flink, configuration));
        } catch (RuntimeException e) {
            flink.close();
            throw e;
        }
    }

    @SuppressWarnings("deprecation") // A catalog descriptor takes no HiveConf.
    private static TableEnvironment tables(
            HiveSettings settings, ReaderFlink flink, Configuration configuration) {
        TableEnvironment tables =
                StreamTableEnvironment.create(
                        new StreamExecutionEnvironment(flink, configuration, null),
                        EnvironmentSettings.newInstance().inBatchMode().build());
        tables.getConfig()
                .set("table.local-time-zone", "UTC")
                // The tables have no statistics: Flink would take any of them for so small that it
                // may compare each row with each.
                .set("table.exec.disabled-operators", "NestedLoopJoin")
                // Else each question first reads the footers of all files, to plan with.
                .set("table.optimizer.source.report-statistics-enabled", "false")
                // Else every query takes as many tasks as there are files.
                .set("table.exec.hive.infer-source-parallelism.mode", "none");
        tables.registerCatalog(
                HiveConfigurations.CATALOG,
                new HiveCatalog(
                        HiveConfigurations.CATALOG,
                        settings.database(),
                        HiveConfigurations.forReader(settings),
                        HiveConfigurations.VERSION));
        tables.useCatalog(HiveConfigurations.CATALOG);
        tables.useDatabase(settings.database());
        return tables;
    }

    /** Hands over the rows that a query gives. Fields can be asked for by their names. */
    public void query(String sql, Consumer<Row> target) throws Exception {
        try (CloseableIterator<Row> rows = tables.executeSql(sql).collect()) {
            rows.forEachRemaining(target);
        }
    }

    @Override
    public void close() {
        try {
            tables.getCatalog(HiveConfigurations.CATALOG).ifPresent(Catalog::close);
        } finally {
            flink.close();
        }
    }
}
