package io.recon.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.hive.HiveDatabase;
import io.recon.connectors.hive.HiveFormat;
import io.recon.connectors.hive.HiveSettings;
import io.recon.local.ExitCode;
import io.recon.local.Home;
import io.recon.local.PlannedFailures;
import io.recon.local.RunningRecon;
import io.recon.local.hive.HiveRows;
import io.recon.local.stack.LocalMetastore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/recon reconcile --hive}: what a run over files leaves in the tables. */
@ExtendWith(PlannedFailures.class)
class ReconcileHiveITCase {
    private static final List<String> FILES =
            List.of("results.csv", "statistics.csv", "bill_files.csv", "rejects.csv");

    @TempDir private static Path shared;
    private static LocalMetastore metastore;
    private static HiveRows rows;

    @TempDir private Path directory;
    private ReconcileInputs inputs;

    @BeforeAll
    static void start() throws Exception {
        metastore = LocalMetastore.start(shared.resolve("metastore"), 0);
        rows = new HiveRows(metastore.uri());
    }

    @AfterAll
    static void stop() {
        rows.close();
        metastore.close();
    }

    @BeforeEach
    void writeInputs() throws IOException {
        inputs = new ReconcileInputs(directory);
    }

    /** One test, since the export and the verification take long to plan. */
    @Test
    void theTablesHoldWhatTheFilesHoldAndALaterRunOutranksAnEarlierOne() throws Exception {
        Path config = quickstart("quickstart");
        RunningRecon first = reconcileQuickstart(config, directory.resolve("first"));
        RunningRecon second = reconcileQuickstart(config, directory.resolve("second"));

        assertThat(first.output()).endsWith("  run 1 in Hive database quickstart\n");
        assertThat(second.output()).endsWith("  run 2 in Hive database quickstart\n");
        Map<String, Long> results =
                rows.read("quickstart", "recon_result").stream()
                        .filter(row -> row.get("revision").equals("0"))
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.get("run"), Collectors.counting()));
        assertThat(results).containsExactlyInAnyOrderEntriesOf(Map.of("1", 53L, "2", 53L));
        assertThat(days("quickstart", "2"))
                .hasSize(15)
                .containsKey("metro 2026-03-03")
                .allSatisfy((day, said) -> assertThat(said).containsExactly("CLOSED", "OPEN"));

        Path exported = directory.resolve("exported");
        RunningRecon export =
                RunningRecon.of(
                        "export", "--config", config.toString(), "--out", exported.toString());
        assertThat(export.exitCode()).as(export.errors()).isEqualTo(ExitCode.OK);
        for (String name : FILES) {
            // When each was decided, too: every result is the second run's, and there once.
            assertThat(exported.resolve(name))
                    .hasSameBinaryContentAs(directory.resolve("second").resolve(name));
        }

        RunningRecon verify =
                RunningRecon.of("verify", "--config", config.toString(), "--day", "2026-03-02");
        assertThat(verify.exitCode()).as(verify.output() + verify.errors()).isEqualTo(ExitCode.OK);
        assertThat(verify.output().lines())
                .hasSize(5)
                .allMatch(line -> line.matches("[a-z]+ 2026-03-02: [1-9][0-9]* results agree"));
    }

    @Test
    void everyDaysEndIsTold() throws Exception {
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .order("o2", "2.00", "2026-11-02T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00")
                .bill("2026-11-02/a.csv", "sale,o2,t2,two,2026-11-02 10:00:00")
                .bill("2026-11-03/a.csv", "sale,o3,t3,3.00,2026-11-03 10:00:00");
        configure(metastore.uri(), "days");

        RunningRecon run = inputs.run("--hive");

        assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.HELD);
        // Nobody looks at a day behind one that is held.
        assertThat(days("days", "1"))
                .containsExactly(
                        Map.entry("shop 2026-11-01", Set.of("CLOSED", "OPEN")),
                        Map.entry("shop 2026-11-02", Set.of("HELD")));
        assertThat(rows.read("days", "recon_result"))
                .extracting(row -> row.get("txn_no") + "=" + row.get("outcome"))
                .containsExactlyInAnyOrder("o1=MATCHED", "o2=UNDECIDED", "o3=UNDECIDED");
        assertThat(inputs.written()).containsExactlyInAnyOrderElementsOf(FILES);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRunThatFailsSaysWhatItLeavesAndTheNextOneOutranksIt() throws Exception {
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00");
        configure(metastore.uri(), "failing");
        // A file that everybody may open, and nobody can read from its beginning.
        Path unreadable =
                Files.createSymbolicLink(
                        inputs.landing().resolve("shop/2026-11-01/b.csv"),
                        Path.of("/proc/self/mem"));

        RunningRecon failed = inputs.run("--hive");

        assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.errors().lines())
                .singleElement()
                .asString()
                .startsWith("recon: the run failed: ")
                .contains("2026-11-01/b.csv")
                .endsWith(
                        "; run 1 in Hive database failing stays incomplete; the next run gets a"
                                + " higher number, and so outranks it");

        Files.delete(unreadable);
        assertThat(inputs.run("--hive").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(rows.read("failing", "recon_result"))
                .extracting(row -> row.get("txn_no") + " of run " + row.get("run"))
                .contains("o1 of run 2");
    }

    @Test
    void theContinuousJobsRunIsOutrankedAndTheUserWarned() throws Exception {
        inputs.order("o1", "1.00", "2026-11-01T10:00:00Z")
                .bill("2026-11-01/a.csv", "sale,o1,t1,1.00,2026-11-01 10:00:00");
        configure(metastore.uri(), "shared");
        Path checkpoints = Files.createDirectories(directory.resolve("checkpoints"));
        Files.createDirectories(checkpoints.resolve("run-4"));

        RunningRecon run = inputs.run("--hive");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.errors().lines())
                .containsExactly(
                        "recon: checkpoints: "
                                + checkpoints
                                + " has run 4 of the continuous job; if it goes on, run 5 in Hive"
                                + " database shared hides what it says of the same results: better"
                                + " give this run a database of its own in hive.database");
        assertThat(rows.read("shared", "recon_result"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("run", "5"));
    }

    @Test
    void aConfigurationWithoutMetastoreIsTold() {
        assertThat(problems())
                .containsExactly("hive.metastore: is missing; --hive needs the tables");
    }

    @Test
    void aMetastoreThatDoesNotAnswerIsTold() throws Exception {
        LocalMetastore gone = LocalMetastore.start(directory.resolve("gone"), 0);
        gone.close();
        configure(gone.uri(), "recon");

        assertThat(problems())
                .containsExactly(
                        "the Hive metastore "
                                + gone.uri()
                                + " cannot be reached; start it, or correct hive.metastore");
    }

    @Test
    void tablesOfAnotherSchemaAreTold() throws Exception {
        HiveSettings settings =
                new HiveSettings(
                        metastore.uri(),
                        "another",
                        directory.resolve("warehouse").toString(),
                        HiveFormat.PARQUET,
                        HiveSettings.USUAL_PATIENCE);
        try (HiveDatabase database = HiveDatabase.connect(settings)) {
            database.prepare();
        }
        HiveConf conf = new HiveConf();
        conf.set("hive.metastore.uris", metastore.uri());
        HiveMetaStoreClient client = new HiveMetaStoreClient(conf);
        Table days = client.getTable("another", "recon_day");
        client.dropTable("another", "recon_day");
        days.getSd().getCols().removeIf(column -> column.getName().equals("reason"));
        client.createTable(days);
        client.close();
        configure(metastore.uri(), "another");

        assertThat(problems())
                .containsExactly(
                        "Hive table another.recon_day: column 4 is changed_at string, it must be"
                                + " reason string; name another database in hive.database");
    }

    /** The quickstart's configuration with a database beside a copy of its templates. */
    private Path quickstart(String database) throws IOException {
        Path example = Home.resolve("examples", "quickstart");
        Path formats = Files.createDirectories(directory.resolve("quickstart/formats"));
        for (String template : List.of("acme-csv.yaml", "metro-fixed.yaml")) {
            Files.copy(example.resolve("formats").resolve(template), formats.resolve(template));
        }
        return Files.writeString(
                formats.resolveSibling("recon.yaml"),
                Files.readString(example.resolve("recon.yaml")) + hive(metastore.uri(), database));
    }

    private static RunningRecon reconcileQuickstart(Path config, Path out) {
        Path example = Home.resolve("examples", "quickstart");
        RunningRecon run =
                RunningRecon.of(
                        "reconcile",
                        "--config",
                        config.toString(),
                        "--orders",
                        example.resolve("orders").toString(),
                        "--bills",
                        example.resolve("landing").toString(),
                        "--out",
                        out.toString(),
                        "--parallelism",
                        "2",
                        "--hive");
        assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.OK);
        assertThat(run.errors()).isEmpty();
        return run;
    }

    private void configure(String uri, String database) throws IOException {
        inputs.write("recon.yaml", ReconcileInputs.CONFIG + hive(uri, database));
    }

    private static String hive(String uri, String database) {
        return "hive: { metastore: \"" + uri + "\", database: " + database + " }\n";
    }

    /** All that was said of each day, by channel and day. */
    private static Map<String, Set<String>> days(String database, String run) throws Exception {
        Map<String, Set<String>> days = new TreeMap<>();
        for (Map<String, String> row : rows.read(database, "recon_day")) {
            if (row.get("run").equals(run)) {
                String day = row.get("channel") + " " + row.get("day");
                days.computeIfAbsent(day, said -> new TreeSet<>()).add(row.get("status"));
            }
        }
        return days;
    }

    /** The lines on standard error without their head; nothing may have run. */
    private List<String> problems() {
        RunningRecon run = inputs.run("--hive");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.output()).isEmpty();
        assertThat(inputs.out()).doesNotExist();
        return run.errors().lines().map(line -> line.substring("recon: ".length())).toList();
    }
}
