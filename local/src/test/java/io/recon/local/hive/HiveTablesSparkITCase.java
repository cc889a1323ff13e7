package io.recon.local.hive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.connectors.hive.HiveFormat;
import io.recon.connectors.hive.HiveSettings;
import io.recon.local.Home;
import io.recon.local.reconcile.ResultCells;
import io.recon.local.stack.LocalMetastore;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs only with the profile {@code spark}: Spark has 250 MB. */
class HiveTablesSparkITCase {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private static final int LIMIT = 600;
    private static final double PER_SECOND = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path directory;

    @Test
    void sparkReadsTablesAndViewsAsTheyAre() throws Exception {
        try (LocalMetastore metastore = LocalMetastore.start(directory.resolve("metastore"), 0)) {
            List<String> queries = new ArrayList<>();
            for (HiveFormat format : HiveFormat.values()) {
                HiveSettings settings = settings(metastore, format);
                WritingJob.awaitAllWritten(
                        WritingJob.of(
                                        settings,
                                        1,
                                        LIMIT,
                                        PER_SECOND,
                                        directory.resolve("checkpoints-" + format))
                                .executeAsync());
                queries.add("SELECT * FROM " + settings.database() + ".recon_result_latest");
                queries.add(
                        "SELECT max(run) AS run, sum(platform_count) AS sum, count(*) AS count FROM"
                                + " "
                                + settings.database()
                                + ".recon_statistics_latest WHERE day >= DATE '2026-03-01'");
            }
            List<Path> answers = ask(metastore, queries);

            List<Map<String, String>> expected = new ArrayList<>();
            for (int number = 1; number < LIMIT; number += 2) {
                Map<String, String> cells = ResultCells.of(TestingRecords.result(number));
                cells.put("run", "1");
                expected.add(cells);
            }
            for (int i = 0; i < answers.size(); i += 2) {
                assertThat(results(answers.get(i)))
                        .as(queries.get(i))
                        .containsExactlyInAnyOrderElementsOf(expected);
                // The last twelve numbers.
                assertThat(Files.readString(answers.get(i + 1)).strip())
                        .isEqualTo("{\"run\":1,\"sum\":7122,\"count\":12}");
            }
        }
    }

    private HiveSettings settings(LocalMetastore metastore, HiveFormat format) {
        return new HiveSettings(
                metastore.uri(),
                format.name().toLowerCase(Locale.ROOT),
                directory.resolve("ware house").toString(),
                format,
                HiveSettings.USUAL_PATIENCE);
    }

    private List<Path> ask(LocalMetastore metastore, List<String> queries) throws Exception {
        Path target = Home.resolve("local", "spark", "target").toAbsolutePath();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String opened :
                List.of(
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.reflect",
                        "java.io",
                        "java.net",
                        "java.nio",
                        "java.util",
                        "java.util.concurrent",
                        "java.util.concurrent.atomic",
                        "sun.nio.ch",
                        "sun.nio.cs",
                        "sun.security.action",
                        "sun.util.calendar")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        // It must not matter where Spark runs.
        command.addAll(List.of("-Xmx1g", "-Duser.timezone=America/New_York", "-cp"));
        command.add(target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*");
        command.addAll(
                List.of(
                        "io.recon.local.spark.SparkQuery",
                        metastore.uri(),
                        directory.resolve("spark").toString()));
        List<Path> answers = new ArrayList<>();
        for (String query : queries) {
            Path answer = directory.resolve("answer-" + answers.size());
            answers.add(answer);
            command.addAll(List.of(query, answer.toString()));
        }
        Path log = directory.resolve("spark.log");
        Process spark =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(spark.waitFor()).as(() -> "Spark; see " + read(log)).isZero();
        return answers;
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }

    private static List<Map<String, String>> results(Path answer) throws Exception {
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(answer)) {
            TreeMap<String, String> row = new TreeMap<>();
            JSON.readTree(line)
                    .properties()
                    .forEach(
                            cell ->
                                    row.put(
                                            cell.getKey(),
                                            cell.getValue().isNull()
                                                    ? ""
                                                    : cell.getValue().asText()));
            row.remove("dt");
            rows.add(row);
        }
        return rows;
    }
}
