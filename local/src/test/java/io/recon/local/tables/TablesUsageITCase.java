package io.recon.local.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.hive.HiveDatabase;
import io.recon.connectors.hive.HiveFormat;
import io.recon.connectors.hive.HiveSettings;
import io.recon.local.ExitCode;
import io.recon.local.RunningRecon;
import io.recon.local.reconcile.ReconcileInputs;
import io.recon.local.stack.LocalMetastore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.IMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every wrong use of the tables is told in a line, with exit code 2. */
class TablesUsageITCase {
    @TempDir private static Path directory;
    private static LocalMetastore metastore;
    private static ReconcileInputs inputs;

    @BeforeAll
    static void start() throws Exception {
        metastore = LocalMetastore.start(directory.resolve("metastore"), 0);
        inputs = new ReconcileInputs(directory);
    }

    @AfterAll
    static void stop() {
        metastore.close();
    }

    @Test
    void aConfigurationWithoutMetastoreIsTold() throws Exception {
        inputs.write("recon.yaml", ReconcileInputs.CONFIG);

        assertThat(problems("export", "--out", directory.resolve("none").toString()))
                .containsExactly("hive.metastore: is missing; this command needs the tables");
        assertThat(problems("verify", "--day", "2026-03-01"))
                .containsExactly("hive.metastore: is missing; this command needs the tables");
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void aMetastoreThatDoesNotAnswerIsTold() throws Exception {
        LocalMetastore gone = LocalMetastore.start(directory.resolve("gone"), 0);
        gone.close();
        configure(gone.uri(), "recon");

        String problem =
                "the Hive metastore "
                        + gone.uri()
                        + " cannot be reached; start it, or correct hive.metastore";
        assertThat(problems("verify", "--day", "2026-03-01")).containsExactly(problem);
        assertThat(problems("export", "--out", directory.resolve("unreached").toString()))
                .containsExactly(problem);
    }

    @Test
    void aDatabaseThatIsNotThereIsTold() throws Exception {
        configure(metastore.uri(), "nowhere");

        assertThat(problems("verify", "--day", "2026-03-01"))
                .containsExactly(
                        "the Hive metastore "
                                + metastore.uri()
                                + " has no database nowhere: no job has written into it yet");
    }

    @Test
    void tablesOfAnotherSchemaAreTold() throws Exception {
        HiveSettings settings =
                new HiveSettings(
                        metastore.uri(),
                        "another",
                        directory.resolve("warehouse").toString(),
                        HiveFormat.ORC,
                        HiveSettings.USUAL_PATIENCE);
        try (HiveDatabase database = HiveDatabase.connect(settings)) {
            database.prepare();
        }
        HiveConf conf = new HiveConf();
        conf.set("hive.metastore.uris", metastore.uri());
        IMetaStoreClient client = new HiveMetaStoreClient(conf);
        Table days = client.getTable("another", "recon_day");
        client.dropTable("another", "recon_day");
        configure(metastore.uri(), "another");
        assertThat(problems("verify", "--day", "2026-03-01"))
                .containsExactly(
                        "Hive table another.recon_day does not exist: no job has written into its"
                                + " database yet");

        days.getSd().getCols().removeIf(column -> column.getName().equals("reason"));
        client.createTable(days);
        client.close();
        assertThat(problems("verify", "--day", "2026-03-01"))
                .containsExactly(
                        "Hive table another.recon_day: column 4 is changed_at string, it must be"
                                + " reason string; name another database in hive.database");
    }

    @Test
    void daysThatAreNoneAreTold() throws Exception {
        configure(metastore.uri(), "recon");

        assertThat(problems("verify", "--day", "2026-02-30", "--around", "-1"))
                .containsExactly(
                        "--day \"2026-02-30\": is no day; yyyy-MM-dd is wanted",
                        "--around -1: must be from 0 to 1000");
        String out = directory.resolve("never").toString();
        assertThat(problems("export", "--out", out, "--from-day", "1.3.", "--to-day", "x"))
                .containsExactly(
                        "--from-day \"1.3.\": is no day; yyyy-MM-dd is wanted",
                        "--to-day \"x\": is no day; yyyy-MM-dd is wanted");
        assertThat(
                        problems(
                                "export",
                                "--out",
                                out,
                                "--from-day",
                                "2026-03-02",
                                "--to-day",
                                "2026-03-01"))
                .containsExactly("--from-day 2026-03-02: is later than --to-day 2026-03-01");
        assertThat(directory.resolve("never")).doesNotExist();
    }

    @Test
    void anOutputThatCannotBeWrittenIsTold() throws Exception {
        configure(metastore.uri(), "recon");
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(problems("export", "--out", file.toString()))
                .containsExactly("--out " + file + ": is a file, a directory is needed");
        assertThat(problems("verify", "--day", "2026-03-01", "--out", directory.toString()))
                .containsExactly("--out " + directory + ": is a directory, a file is needed");
        Path nowhere = directory.resolve("no/where.csv");
        assertThat(problems("verify", "--day", "2026-03-01", "--out", nowhere.toString()))
                .containsExactly(
                        "--out " + nowhere + ": there is no directory " + nowhere.getParent());
    }

    private static void configure(String uri, String database) throws Exception {
        inputs.write(
                "recon.yaml",
                ReconcileInputs.CONFIG
                        + "hive: { metastore: \""
                        + uri
                        + "\", database: "
                        + database
                        + " }\n");
    }

    /** The lines on standard error without their head. */
    private static List<String> problems(String command, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(command, "--config", inputs.path("recon.yaml").toString()));
        arguments.addAll(List.of(more));
        RunningRecon run = RunningRecon.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.USAGE);
        assertThat(run.output()).isEmpty();
        return run.errors().lines().map(line -> line.replaceFirst("^recon: ", "")).toList();
    }
}
