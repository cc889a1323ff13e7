package io.recon.local.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.connectors.hive.HiveFormat;
import io.recon.connectors.hive.HiveReader;
import io.recon.connectors.hive.HiveSettings;
import io.recon.local.reconcile.ResultCells;
import io.recon.local.stack.LocalMetastore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.function.SupplierWithException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Everything is written once and read by others, whatever fails on the way. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HiveSinksITCase {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private static final int LIMIT = 2_400;
    private static final double PER_SECOND = 300;
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    /** Of each table: its name, its rows, and how many of them differ in what must differ. */
    private static final String COUNTS =
            """
            SELECT 'recon_result', COUNT(*), COUNT(DISTINCT result_id || '@' || CAST(revision AS STRING)) FROM recon_result
            UNION ALL SELECT 'platform_order', COUNT(*), COUNT(DISTINCT txn_no) FROM platform_order
            UNION ALL SELECT 'channel_bill', COUNT(*), COUNT(DISTINCT txn_no) FROM channel_bill
            UNION ALL SELECT 'bill_file', COUNT(*), COUNT(DISTINCT bill_file || currency) FROM bill_file
            UNION ALL SELECT 'bill_reject', COUNT(*), COUNT(DISTINCT file || reason || CAST(line AS STRING)) FROM bill_reject
            UNION ALL SELECT 'recon_day', COUNT(*), COUNT(DISTINCT changed_at) FROM recon_day
            UNION ALL SELECT 'recon_statistics', COUNT(*), COUNT(DISTINCT platform_count) FROM recon_statistics
            """;

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

    @AfterEach
    void resetZone() {
        TimeZone.setDefault(UTC);
    }

    /**
     * ORC. The job fails once, and the metastore is away for a moment that it waits for. A second
     * run goes into the same tables, in another time zone, and sweeps what the failure left.
     */
    @Test
    void writesEveryRowOnceOverAFailureAndARestartOfTheMetastore() throws Exception {
        HiveSettings settings = settings("recon_orc", HiveFormat.ORC, HiveSettings.USUAL_PATIENCE);
        WritingJob.FAIL_AT.set(LIMIT / 3);
        JobClient job = start(settings, 1, LIMIT);
        await(() -> WritingJob.STARTS.get() >= 2);
        metastore.stop();
        metastore = LocalMetastore.start(directory.resolve("metastore"), metastore.port());
        WritingJob.awaitAllWritten(job);
        assertThat(WritingJob.STARTS).hasValue(2);

        try (HiveReader reader = HiveReader.open(settings, 1)) {
            assertThat(counts(reader)).isEqualTo(expectedCounts(LIMIT));
            assertThat(visibleFiles(settings).values())
                    .as("files of each partition")
                    .allMatch(files -> files <= WritingJob.CHECKPOINTS.get());

            List<Path> leftovers = hiddenFiles(settings);
            assertThat(leftovers).as("what the failure left").isNotEmpty();
            Path young = leftovers.remove(0);
            for (Path file : leftovers) {
                Files.setLastModifiedTime(
                        file, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
            }
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
            WritingJob.awaitAllWritten(start(settings, 2, LIMIT / 4));
            await(() -> leftovers.stream().noneMatch(Files::exists));
            assertThat(young).exists();

            assertSaysTheSameAsTheCsv(settings, reader, 1, LIMIT / 4);
            assertLatestStatistics(reader, 2, LIMIT / 4);
        }
    }

    /** Parquet, in a time zone that is not UTC. The metastore crashes, and nobody waits for it. */
    @Test
    void writesEveryRowOnceOverACrashOfTheMetastore() throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
        HiveSettings settings = settings("recon_parquet", HiveFormat.PARQUET, Duration.ZERO);
        JobClient job = start(settings, 7, LIMIT);
        await(() -> !visibleFiles(settings).isEmpty());
        metastore.kill();
        await(() -> job.getJobStatus().get() == JobStatus.RESTARTING);
        metastore = LocalMetastore.start(directory.resolve("metastore"), metastore.port());
        WritingJob.awaitAllWritten(job);

        try (HiveReader reader = HiveReader.open(settings, 1)) {
            assertThat(counts(reader)).isEqualTo(expectedCounts(LIMIT));
            assertSaysTheSameAsTheCsv(settings, reader, 7, 0);
        }
    }

    private static HiveSettings settings(String database, HiveFormat format, Duration patience) {
        return new HiveSettings(
                metastore.uri(),
                database,
                directory.resolve("ware house%20").toString(),
                format,
                patience);
    }

    private static JobClient start(HiveSettings settings, long run, long limit) throws Exception {
        return WritingJob.of(
                        settings,
                        run,
                        limit,
                        PER_SECOND,
                        directory.resolve("checkpoints-" + settings.database() + run))
                .executeAsync();
    }

    private static void await(SupplierWithException<Boolean, Exception> condition)
            throws Exception {
        CommonTestUtils.waitUntilCondition(condition, 20L);
    }

    /** By table: how many rows there are, and how many that differ. */
    private static Map<String, List<Long>> counts(HiveReader reader) throws Exception {
        Map<String, List<Long>> counts = new HashMap<>();
        reader.query(
                COUNTS,
                row ->
                        counts.put(
                                row.getFieldAs(0), List.of(row.getFieldAs(1), row.getFieldAs(2))));
        return counts;
    }

    private static Map<String, List<Long>> expectedCounts(long limit) {
        long heartbeats = LongStream.range(0, limit).filter(number -> number % 17 == 0).count();
        Map<String, Long> rows =
                Map.of(
                        "recon_result", limit,
                        "platform_order", limit - heartbeats,
                        "channel_bill", limit,
                        // Every other number is a file of two currencies,
                        "bill_file", limit,
                        // the others are rejects, as are half of the lines and all events.
                        "bill_reject", 2 * limit,
                        "recon_day", limit,
                        "recon_statistics", limit);
        return rows.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> List.of(entry.getValue(), entry.getValue())));
    }

    /**
     * Compares the results that a job wrote with what {@code results.csv} would say of them: all
     * revisions as Hive reads the table, the last ones as Flink reads the view.
     *
     * @param newerLimit below it a later run wrote the results again
     */
    private static void assertSaysTheSameAsTheCsv(
            HiveSettings settings, HiveReader reader, long run, long newerLimit) throws Exception {
        List<Map<String, String>> written = new ArrayList<>();
        List<Map<String, String>> latest = new ArrayList<>();
        for (long number = 0; number < LIMIT; number++) {
            boolean isNewer = number < newerLimit;
            written.add(cells(number, run));
            if (isNewer) {
                written.add(cells(number, run + 1));
            }
            if (number % 2 == 1) {
                latest.add(cells(number, isNewer ? run + 1 : run));
            }
        }
        List<Map<String, String>> asHive = new ArrayList<>();
        try (HiveRows rows = new HiveRows(settings.metastore())) {
            for (Map<String, String> row : rows.read(settings.database(), "recon_result")) {
                row.remove("dt");
                row.replaceAll((column, cell) -> cell == null ? "" : cell);
                asHive.add(row);
            }
        }
        assertThat(asHive).containsExactlyInAnyOrderElementsOf(written);

        List<Map<String, String>> asFlink = new ArrayList<>();
        reader.query(
                "SELECT * FROM recon_result_latest",
                row -> {
                    TreeMap<String, String> cells = new TreeMap<>();
                    for (String column : row.getFieldNames(true)) {
                        Object cell = row.getField(column);
                        cells.put(column, cell == null ? "" : cell.toString());
                    }
                    cells.remove("dt");
                    asFlink.add(cells);
                });
        assertThat(asFlink).containsExactlyInAnyOrderElementsOf(latest);
    }

    private static Map<String, String> cells(long number, long run) throws IOException {
        Map<String, String> cells = ResultCells.of(TestingRecords.result(number));
        cells.put("run", Long.toString(run));
        return cells;
    }

    private static void assertLatestStatistics(HiveReader reader, long run, long limit)
            throws Exception {
        List<List<Long>> latest = new ArrayList<>();
        reader.query(
                "SELECT run, platform_count, revision FROM recon_statistics_latest",
                row -> {
                    int revision = row.getFieldAs("revision");
                    latest.add(
                            List.of(
                                    row.getFieldAs("run"),
                                    row.getFieldAs("platform_count"),
                                    (long) revision));
                });
        assertThat(latest)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(limit - 12, limit)
                                .mapToObj(number -> List.of(run, number, number / 12))
                                .toList());
    }

    private static List<Path> files(HiveSettings settings, String prefix) throws IOException {
        Path database = Path.of(settings.warehouse()).resolve(settings.database() + ".db");
        try (Stream<Path> files = Files.walk(database)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .collect(Collectors.toList());
        }
    }

    /** How many files each partition of each table has. */
    private static Map<Path, Long> visibleFiles(HiveSettings settings) throws IOException {
        return files(settings, "part-").stream()
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    }

    private static List<Path> hiddenFiles(HiveSettings settings) throws IOException {
        return files(settings, ".part-");
    }
}
