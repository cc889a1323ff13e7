package io.recon.connectors.hive;

import io.recon.connectors.hive.FileTable.FileCurrency;
import io.recon.connectors.hive.LineTable.IssuedLine;
import io.recon.connectors.hive.RejectTable.Rejected;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.hive.HiveCatalog;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Writes the tables, exactly once: a row becomes visible when the checkpoint after it is complete,
 * and its partition is then known to the metastore.
 *
 * <p>A table's operators have uids that begin with {@code hive-} and the table's name, so that a
 * savepoint fits a later version of the job. That is why each table is a statement set of its own.
 */
public final class HiveSinks {
    /** Of a large table. More write faster, and none of them more than a partition's share. */
    private static final int MOST_WRITERS = 4;

    private final StreamExecutionEnvironment environment;
    private final StreamTableEnvironment tables;
    private final HiveSettings settings;
    private final HiveRun run;
    private final Map<String, String> locations;

    private HiveSinks(
            StreamExecutionEnvironment environment,
            HiveSettings settings,
            HiveRun run,
            Map<String, String> locations) {
        this.environment = environment;
        this.settings = settings;
        this.run = run;
        this.locations = locations;
        this.tables = StreamTableEnvironment.create(environment);
    }

    /**
     * Makes the tables where they are absent, and attaches their sinks to a job that is being
     * built.
     *
     * @throws UnusableTablesException if the metastore cannot be reached, or a table is another
     *     than is declared
     */
    public static void attach(
            StreamExecutionEnvironment environment,
            HiveSettings settings,
            HiveRun run,
            HiveStreams streams)
            throws UnusableTablesException {
        Map<String, String> locations;
        try (HiveDatabase database = HiveDatabase.connect(settings)) {
            locations = database.prepare();
        }
        new HiveSinks(environment, settings, run, locations).attach(streams);
    }

    @SuppressWarnings("deprecation") // A catalog descriptor takes no HiveConf.
    private void attach(HiveStreams streams) {
        tables.registerCatalog(
                HiveConfigurations.CATALOG,
                new HiveCatalog(
                        HiveConfigurations.CATALOG,
                        settings.database(),
                        HiveConfigurations.forJob(settings),
                        HiveConfigurations.VERSION));
        tables.getConfig()
                .set("table.exec.uid.generation", "ALWAYS")
                .set("table.exec.hive.fallback-mapred-writer", "false")
                .set("table.local-time-zone", "UTC");

        writeLarge(streams.results(), ResultTable::definition, new Itself<>());
        writeLarge(streams.orders(), OrderTable::definition, OrderTable::versions);
        writeLarge(streams.bills().lines(), LineTable::definition, IssuedLine::of);
        writeSmall(
                FileTable.definition(),
                rows("rows", streams.bills().reports(), FileTable::definition, FileCurrency::of));
        writeSmall(
                RejectTable.definition(),
                rows(
                                "bills",
                                streams.bills().reports(),
                                RejectTable::definition,
                                Rejected::ofReport)
                        .union(
                                rows(
                                        "lines",
                                        streams.bills().adjustedLines(),
                                        RejectTable::definition,
                                        Rejected::ofAdjustment),
                                rows(
                                        "orders",
                                        streams.orderRejects(),
                                        RejectTable::definition,
                                        Rejected::ofOrder)));
        writeSmall(
                DayTable.definition(),
                rows("rows", streams.days(), DayTable::definition, new Itself<>()));
        writeSmall(
                StatisticsTable.definition(),
                rows("rows", streams.statistics(), StatisticsTable::definition, new Itself<>()));
    }

    /**
     * A stream's rows in a table.
     *
     * @param part tells the streams of one table apart
     */
    private <T, R> SingleOutputStreamOperator<RowData> rows(
            String part,
            DataStream<T> stream,
            SerializableSupplier<TableDefinition<R>> table,
            RecordsOf<T, R> records) {
        TableDefinition<R> definition = table.get();
        return stream.process(
                        new TableRows<>(
                                table, records, run, settings, locations.get(definition.name())),
                        definition.rowType())
                .name(part + " of " + definition.name())
                .uid("hive-" + definition.name() + "-" + part);
    }

    private void writeSmall(TableDefinition<?> table, DataStream<RowData> rows) {
        write(table, rows, 1);
    }

    /**
     * Writes with several writers. Each partition belongs to one of them, so that a checkpoint adds
     * at most one file to it. What is dealt out are the records: they are much smaller than rows,
     * which are made where they are written.
     */
    private <T, R> void writeLarge(
            DataStream<T> stream,
            SerializableSupplier<TableDefinition<R>> table,
            RecordsOf<T, R> records) {
        int writers = Math.min(environment.getParallelism(), MOST_WRITERS);
        DataStream<T> dealt =
                stream.partitionCustom(
                        new PartitionNumber.Dealer(), new PartitionNumber<>(table, records, run));
        write(table.get(), rows("rows", dealt, table, records).setParallelism(writers), writers);
    }

    private void write(TableDefinition<?> table, DataStream<RowData> rows, int writers) {
        // Read when the statement set is attached: every table's operators get uids of their own.
        tables.getConfig()
                .set("table.exec.uid.format", "hive-" + table.name() + "-<transformation>");
        String source = table.name() + "_rows";
        tables.createTemporaryView(source, rows);
        StreamStatementSet statements = tables.createStatementSet();
        statements.addInsertSql(
                """
                INSERT INTO `%s`.`%s`.`%s` /*+ OPTIONS(
                  'sink.parallelism'='%d',
                  'sink.partition-commit.trigger'='process-time',
                  'sink.partition-commit.delay'='0s',
                  'sink.partition-commit.policy.kind'='metastore') */
                SELECT * FROM `%s`\
                """
                        .formatted(
                                HiveConfigurations.CATALOG,
                                settings.database(),
                                table.name(),
                                writers,
                                source));
        statements.attachAsDataStream();
    }

    /**
     * Streams whose values are the table's records. No method reference: several of one method that
     * differ in their types alone become one when they are shipped.
     */
    private record Itself<T>() implements RecordsOf<T, T> {
        @Override
        public void forEach(T value, Consumer<T> target) {
            target.accept(value);
        }
    }
}
