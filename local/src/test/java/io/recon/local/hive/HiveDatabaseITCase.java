package io.recon.local.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.recon.connectors.hive.HiveDatabase;
import io.recon.connectors.hive.HiveFormat;
import io.recon.connectors.hive.HiveReader;
import io.recon.connectors.hive.HiveSettings;
import io.recon.connectors.hive.UnusableTablesException;
import io.recon.local.stack.LocalMetastore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.hive.metastore.IMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiveDatabaseITCase {
    @TempDir private static Path directory;
    private static LocalMetastore metastore;
    private static HiveRows rows;
    private static IMetaStoreClient client;
    private static int databases;

    private String database;

    @BeforeAll
    static void start() throws Exception {
        metastore = LocalMetastore.start(directory.resolve("metastore"), 0);
        rows = new HiveRows(metastore.uri());
        client = rows.client;
    }

    @AfterAll
    static void stop() {
        rows.close();
        metastore.close();
    }

    @BeforeEach
    void nextDatabase() {
        database = "recon_" + databases++;
    }

    @ParameterizedTest
    @EnumSource
    void makesWhatIsAbsent(HiveFormat format) throws Exception {
        Map<String, String> locations = prepare(format);

        String place = "file:" + directory.resolve("warehouse").resolve(database + ".db");
        assertThat(client.getDatabase(database).getLocationUri()).isEqualTo(place);
        assertThat(client.getAllTables(database))
                .containsExactlyInAnyOrder(
                        "recon_result",
                        "recon_result_latest",
                        "platform_order",
                        "channel_bill",
                        "bill_file",
                        "bill_reject",
                        "recon_day",
                        "recon_statistics",
                        "recon_statistics_latest",
                        "recon_task");
        assertThat(locations).hasSize(8).containsEntry("recon_day", place + "/recon_day");
        Table results = client.getTable(database, "recon_result");
        assertThat(results.getTableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(results.getSd().getCols())
                .startsWith(
                        new FieldSchema(
                                "result_id", "string", "names the result over all its revisions"))
                .extracting(FieldSchema::getName, FieldSchema::getType)
                .contains(
                        tuple("revision", "int"),
                        tuple("platform_day", "date"),
                        tuple("platform_amount", "bigint"));
        assertThat(results.getPartitionKeys())
                .extracting(FieldSchema::getName)
                .containsExactly("dt", "channel");
        assertThat(results.getSd().getInputFormat()).containsIgnoringCase(format.name());
    }

    @Test
    void aSecondStartTakesWhatIsThere() throws Exception {
        Map<String, String> locations = prepare(HiveFormat.ORC);
        Table before = client.getTable(database, "recon_result");

        assertThat(prepare(HiveFormat.ORC)).isEqualTo(locations);
        assertThat(client.getTable(database, "recon_result")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    recon_result     | revision   | bigint | column 2 is revision bigint, it must be revision int
                    channel_bill     | retracted  |        | column 13 is run bigint, it must be retracted boolean
                    recon_statistics | run        |        | column 12 is absent, it must be run bigint
                    """)
    void anotherColumnIsRefusedInOneLine(String table, String column, String type, String problem)
            throws Exception {
        prepare(HiveFormat.PARQUET);
        Table changed = client.getTable(database, table);
        if (type == null) {
            changed.getSd().getCols().removeIf(field -> field.getName().equals(column));
        } else {
            changed.getSd().getCols().stream()
                    .filter(field -> field.getName().equals(column))
                    .forEach(field -> field.setType(type));
        }
        replace(changed);

        assertRefused(
                HiveFormat.PARQUET,
                "Hive table %s.%s: %s; name another database in hive.database",
                database,
                table,
                problem);
    }

    @Test
    void aColumnTooManyIsRefused() throws Exception {
        prepare(HiveFormat.PARQUET);
        Table changed = client.getTable(database, "recon_day");
        changed.getSd().getCols().add(new FieldSchema("note", "string", null));
        replace(changed);

        assertRefused(
                HiveFormat.PARQUET,
                "Hive table %s.recon_day: column 7 is note string, it must be absent; name another"
                        + " database in hive.database",
                database);
    }

    @Test
    void otherPartitionsAreRefused() throws Exception {
        prepare(HiveFormat.PARQUET);
        Table changed = client.getTable(database, "recon_result");
        changed.setPartitionKeys(changed.getPartitionKeys().subList(0, 1));
        replace(changed);

        assertRefused(
                HiveFormat.PARQUET,
                "Hive table %s.recon_result: partition column 2 is absent, it must be channel"
                        + " string; name another database in hive.database",
                database);
    }

    @Test
    void anotherFormatIsRefused() throws Exception {
        prepare(HiveFormat.PARQUET);

        assertRefused(
                HiveFormat.ORC,
                "Hive table %s.recon_result has the input format"
                        + " org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat, it must"
                        + " be org.apache.hadoop.hive.ql.io.orc.OrcInputFormat since hive.format"
                        + " is orc",
                database);
    }

    @Test
    void aTableInTheViewsPlaceIsRefused() throws Exception {
        prepare(HiveFormat.PARQUET);
        Table table = client.getTable(database, "recon_day");
        table.setTableName("recon_result_latest");
        table.getSd().setLocation(null);
        replace(table);

        assertRefused(
                HiveFormat.PARQUET,
                "Hive table %s.recon_result_latest is a table, it must be a view; name another"
                        + " database in hive.database",
                database);
    }

    @Test
    void anOlderViewIsReplaced() throws Exception {
        prepare(HiveFormat.PARQUET);
        Table view = client.getTable(database, "recon_result_latest");
        String query = view.getViewExpandedText();
        view.setViewExpandedText("SELECT 1");
        client.alter_table(database, "recon_result_latest", view);

        prepare(HiveFormat.PARQUET);
        assertThat(client.getTable(database, "recon_result_latest").getViewExpandedText())
                .isEqualTo(query);
    }

    @Test
    void countsTheRunsThatBegin() throws Exception {
        try (HiveDatabase tables = connect()) {
            assertThat(tables.lastRun()).isZero();

            tables.noteRun(1);
            assertThat(tables.lastRun()).isEqualTo(1);

            tables.noteRun(7);
        }
        try (HiveDatabase tables = connect()) {
            assertThat(tables.lastRun()).isEqualTo(7);
        }
    }

    @Test
    void neverLowersTheNumberOfTheLastRun() throws Exception {
        try (HiveDatabase tables = connect()) {
            tables.noteRun(7);
            tables.noteRun(7);
            tables.noteRun(6);

            assertThat(tables.lastRun()).isEqualTo(7);
        }
    }

    @Test
    void aRunsNumberLeavesTheDatabaseAsItIs() throws Exception {
        prepare(HiveFormat.ORC);
        Database before = client.getDatabase(database);
        before.putToParameters("owner.team", "payments");
        client.alterDatabase(database, before);

        try (HiveDatabase tables = connect()) {
            tables.noteRun(3);
        }

        before.putToParameters("recon.run", "3");
        assertThat(client.getDatabase(database)).isEqualTo(before);
        prepare(HiveFormat.ORC);
        assertThat(client.getDatabase(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "seven", "1234567890123456789"})
    void aRunsNumberThatIsNoneIsRefused(String noted) throws Exception {
        prepare(HiveFormat.ORC);
        Database spoiled = client.getDatabase(database);
        spoiled.putToParameters("recon.run", noted);
        client.alterDatabase(database, spoiled);

        try (HiveDatabase tables = connect()) {
            String problem =
                    "Hive database %s: its parameter recon.run is \"%s\", it must be the highest"
                            + " number of a run in its tables";
            assertThatThrownBy(tables::lastRun)
                    .isInstanceOf(UnusableTablesException.class)
                    .hasMessage(problem, database, noted);
            assertThatThrownBy(() -> tables.noteRun(8))
                    .isInstanceOf(UnusableTablesException.class)
                    .hasMessage(problem, database, noted);
        }
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        HiveSettings settings = settings("thrift://127.0.0.1:" + port, HiveFormat.ORC);

        assertThatThrownBy(() -> HiveDatabase.connect(settings))
                .isInstanceOf(UnusableTablesException.class)
                .hasMessage(
                        "the Hive metastore thrift://127.0.0.1:%s cannot be reached; start it, or"
                                + " correct hive.metastore",
                        port);
    }

    @Test
    void aReaderSaysThatThereIsNoDatabase() {
        assertThatThrownBy(() -> HiveReader.open(settings(metastore.uri(), HiveFormat.ORC), 1))
                .isInstanceOf(UnusableTablesException.class)
                .hasMessage(
                        "the Hive metastore %s has no database %s: no job has written into it yet",
                        metastore.uri(), database);
    }

    private HiveSettings settings(String uri, HiveFormat format) {
        return new HiveSettings(
                uri,
                database,
                directory.resolve("warehouse").toString(),
                format,
                HiveSettings.USUAL_PATIENCE);
    }

    private HiveDatabase connect() throws IOException {
        return HiveDatabase.connect(settings(metastore.uri(), HiveFormat.ORC));
    }

    private Map<String, String> prepare(HiveFormat format) throws IOException {
        try (HiveDatabase tables = HiveDatabase.connect(settings(metastore.uri(), format))) {
            return tables.prepare();
        }
    }

    /** As somebody else would have made it. */
    private void replace(Table table) throws Exception {
        client.dropTable(database, table.getTableName());
        client.createTable(table);
    }

    private void assertRefused(HiveFormat format, String message, Object... values) {
        assertThatThrownBy(() -> prepare(format))
                .isInstanceOf(UnusableTablesException.class)
                .hasMessage(message, values)
                .message()
                .doesNotContain("\n");
    }
}
