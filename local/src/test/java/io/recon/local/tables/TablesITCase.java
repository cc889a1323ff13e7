package io.recon.local.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.hive.HiveFormat;
import io.recon.connectors.hive.HiveSettings;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.local.RunningRecon;
import io.recon.local.hive.WrittenTables;
import io.recon.local.reconcile.RecordedRun;
import io.recon.local.stack.LocalMetastore;
import io.recon.local.workload.WorkloadGenerator;
import io.recon.local.workload.WorkloadOptions;
import io.recon.local.workload.WorkloadWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesITCase {
    @TempDir private static Path directory;
    private static LocalMetastore metastore;

    @BeforeAll
    static void startMetastore() throws Exception {
        metastore = LocalMetastore.start(directory.resolve("metastore"), 0);
    }

    @AfterAll
    static void stopMetastore() {
        metastore.close();
    }

    @Test
    void tryIt() throws Exception {
        Path work = Files.createDirectories(directory.resolve("w"));
        WorkloadWriter.write(WorkloadGenerator.generate(WorkloadOptions.of(3)), work);
        Path file = work.resolve("recon.yaml");
        Files.writeString(
                file,
                "hive: { metastore: \"" + metastore.uri() + "\" }\n",
                StandardOpenOption.APPEND);
        ReconConfig config = new ReconConfigReader(Map.of()).read(file);
        System.out.println(Files.readString(file));
        RecordedRun recorded = RecordedRun.of(config, work, work.resolve("recorded"));
        HiveSettings settings =
                new HiveSettings(
                        metastore.uri(),
                        "recon",
                        config.hive().warehouse(),
                        HiveFormat.PARQUET,
                        HiveSettings.USUAL_PATIENCE);
        WrittenTables.write(settings, 1, config, recorded, work.resolve("checkpoints"));
        System.out.println(recorded.rest().days());
        RunningRecon run =
                RunningRecon.of(
                        "export",
                        "--config",
                        file.toString(),
                        "--out",
                        work.resolve("out").toString());
        System.out.println(run);
        for (String day :
                recorded.rest().days().stream()
                        .map(d -> java.time.LocalDate.ofEpochDay(d.day()).toString())
                        .distinct()
                        .sorted()
                        .toList()) {
            long t = System.nanoTime();
            System.out.println(
                    RunningRecon.of("verify", "--config", file.toString(), "--day", day));
            System.out.println((System.nanoTime() - t) / 1_000_000 + " ms");
        }
        RunningRecon reconcile =
                RunningRecon.of(
                        "reconcile",
                        "--config",
                        file.toString(),
                        "--orders",
                        work.resolve("orders").toString(),
                        "--bills",
                        work.resolve("landing").toString(),
                        "--out",
                        work.resolve("reconciled").toString());
        System.out.println(reconcile);
        for (String name : new String[] {"statistics.csv", "bill_files.csv", "rejects.csv"}) {
            assertThat(work.resolve("out").resolve(name))
                    .hasSameTextualContentAs(work.resolve("reconciled").resolve(name));
        }
    }
}
