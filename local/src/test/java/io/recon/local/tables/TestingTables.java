package io.recon.local.tables;

import io.recon.connectors.hive.HiveFormat;
import io.recon.connectors.hive.HiveSettings;
import io.recon.job.config.ReconConfig;
import io.recon.job.config.ReconConfigReader;
import io.recon.local.RunningRecon;
import io.recon.local.hive.WrittenTables;
import io.recon.local.reconcile.RecordedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A database for a test, the configuration that points at it, and the commands on both. */
final class TestingTables {
    private final Path directory;
    private final Path configFile;
    private final ReconConfig config;

    /**
     * @param directory an own one; it may hold a {@code recon.yaml}
     * @param yaml the configuration without the tables
     */
    TestingTables(Path directory, String metastore, String database, String yaml) throws Exception {
        this.directory = Files.createDirectories(directory);
        this.configFile = directory.resolve(database + ".yaml");
        Files.writeString(
                configFile,
                yaml
                        + "hive: { metastore: \""
                        + metastore
                        + "\", database: "
                        + database
                        + ", format: orc }\n");
        this.config = new ReconConfigReader(Map.of()).read(configFile);
    }

    ReconConfig config() {
        return config;
    }

    void write(long run, RecordedRun recorded) throws Exception {
        WrittenTables.write(
                new HiveSettings(
                        config.hive().metastore(),
                        config.hive().database(),
                        config.hive().warehouse(),
                        HiveFormat.ORC,
                        HiveSettings.USUAL_PATIENCE),
                run,
                config,
                recorded,
                directory.resolve("checkpoints-" + config.hive().database() + run));
    }

    RunningRecon run(String command, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(command, "--config", configFile.toString()));
        arguments.addAll(List.of(more));
        return RunningRecon.of(arguments.toArray(String[]::new));
    }
}
