package io.recon.connectors.hive;

import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.hive.HiveCatalog;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * Asks the tables and views questions in Flink's SQL, as batch jobs in a Flink of its own inside
 * this JVM. The tables' database is the current one.
 */
public final class HiveReader {
    private final TableEnvironment tables;

    private HiveReader(TableEnvironment tables) {
        this.tables = tables;
    }

    /**
     * A reader of a database.
     *
     * @param parallelism how many tasks read side by side
     * @throws UnusableTablesException if the metastore cannot be reached or has no such database
     */
    @SuppressWarnings("deprecation") // A catalog descriptor takes no HiveConf.
    public static HiveReader open(HiveSettings settings, int parallelism)
            throws UnusableTablesException {
        try (HiveDatabase database = HiveDatabase.connect(settings)) {
            database.requireExisting();
        }
        Configuration flink = new Configuration();
        flink.set(DeploymentOptions.TARGET, "local");
        flink.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        TableEnvironment tables =
                TableEnvironment.create(
                        EnvironmentSettings.newInstance()
                                .inBatchMode()
                                .withConfiguration(flink)
                                .build());
        tables.getConfig()
                .set("table.local-time-zone", "UTC")
                // Else every query takes as many tasks as there are files.
                .set("table.exec.hive.infer-source-parallelism.mode", "none");
        tables.registerCatalog(
                HiveConfigurations.CATALOG,
                new HiveCatalog(
                        HiveConfigurations.CATALOG,
                        settings.database(),
                        HiveConfigurations.forJob(settings),
                        HiveConfigurations.VERSION));
        tables.useCatalog(HiveConfigurations.CATALOG);
        tables.useDatabase(settings.database());
        return new HiveReader(tables);
    }

    /** Hands over the rows that a query gives. Fields can be asked for by their names. */
    public void query(String sql, Consumer<Row> target) throws Exception {
        try (CloseableIterator<Row> rows = tables.executeSql(sql).collect()) {
            rows.forEachRemaining(target);
        }
    }
}
