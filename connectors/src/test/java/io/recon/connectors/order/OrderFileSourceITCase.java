package io.recon.connectors.order;

import static io.recon.connectors.order.TestingEvents.OPTIONS;
import static io.recon.connectors.order.TestingEvents.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import io.recon.udf.type.DomainTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderFileSourceITCase {
    private static final int MOST_LINE_BYTES = 20_000;

    /** Small, so that a file has many ranges. */
    private static final int RANGE_BYTES = 3_000;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir private Path directory;

    /** What the source should give, in no order. */
    private final List<String> expected = new ArrayList<>();

    private int orders;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryLineOnce(int parallelism) throws Exception {
        write("a.json", file("a.json", 300, "\n", true));
        write("b.json", file("b.json", 150, "\r\n", false));
        write("2026/03/c.json.gz", compressed(file("2026/03/c.json.gz", 400, "\n", true)));
        write(
                "two-members.gz",
                compressed(file("two-members.gz", 20, "\n", true)),
                compressed(created("txn_no", "\"second\"") + "\n"));
        expected.add("\"second\"");
        write("empty.json", "".getBytes(StandardCharsets.UTF_8));
        write("empty.json.gz", compressed(""));
        write(".hidden.json", utf8(created()));
        write("_tmp/d.json", utf8(created()));
        write("blank.json", utf8("\n\n \r\n\n"));

        assertThat(read(directory, parallelism)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsLinesThatBeginWithTheirRange(int parallelism) throws Exception {
        StringBuilder file = new StringBuilder();
        for (int line = 1; line <= 80; line++) {
            String order = order();
            expected.add(order);
            // 80,000 bytes in ranges of 10,000, 5,000 and 3,000.
            file.append("%-999s\n".formatted(created("txn_no", order)));
        }
        write("aligned.json", utf8(file.toString()));

        assertThat(read(directory, parallelism)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void readsASingleFileWhateverItsName() throws Exception {
        write("_orders", file("_orders", 10, "\n", true));

        assertThat(read(directory.resolve("_orders"), 2))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void failsOverAFileThatIsCutShort() throws Exception {
        byte[] whole = compressed(file("cut.json.gz", 300, "\n", true));
        write("cut.json.gz", Arrays.copyOf(whole, whole.length - 20));

        assertThatThrownBy(() -> read(directory, 1))
                .hasStackTraceContaining("cut.json.gz cannot be unpacked after line ")
                .hasStackTraceContaining(": it is cut short");
    }

    @Test
    void failsOverAFileThatIsNoArchive() throws Exception {
        write("plain.gz", utf8(created()));

        assertThatThrownBy(() -> read(directory, 1))
                .hasStackTraceContaining("plain.gz cannot be unpacked: ");
    }

    @Test
    void failsOverAnArchiveWithoutAByte() throws Exception {
        write("empty.gz", new byte[0]);

        assertThatThrownBy(() -> read(directory, 1))
                .hasStackTraceContaining("empty.gz cannot be unpacked: ");
    }

    @Test
    void failsOverWhatStandsBehindAnArchive() throws Exception {
        byte[] whole = compressed(file("whole.gz", 20, "\n", true));
        byte[] second = compressed(file("second.gz", 20, "\n", true));
        write("cut.gz", whole, Arrays.copyOf(second, 5));

        assertThatThrownBy(() -> read(directory, 1))
                .hasStackTraceContaining("cut.gz cannot be unpacked after line ");
    }

    @Test
    void readsFilesWhateverTheirNames() throws Exception {
        for (String name :
                List.of("a:b", "http:c", " d ", "100%", "e%20f", "g#h?i", "j\nk", "账单")) {
            write(name, file(name, 3, "\n", true));
            write(name + ".gz", compressed(file(name + ".gz", 3, "\n", true)));
        }

        assertThat(read(directory, 2)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void failsOverALinkToADirectoryAboveIt() throws Exception {
        Files.createDirectory(directory.resolve("sub"));
        Files.createSymbolicLink(directory.resolve("sub/loop"), directory);

        assertThatThrownBy(() -> read(directory, 1))
                .hasStackTraceContaining("sub/loop is a link to a directory above it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.json", "x.json.gz"})
    void goesOnFromEveryRecordOfACheckpoint(String name) throws Exception {
        byte[] bytes = file(name, 30, "\n", true);
        write(name, name.endsWith(".gz") ? compressed(bytes) : bytes);
        org.apache.flink.core.fs.Path path = flinkPath(directory);
        BulkFormat<OrderRecord, FileSourceSplit> format =
                new OrderFileFormat(path, OPTIONS, MOST_LINE_BYTES, DomainTypes.ORDER_RECORD);
        List<FileSourceSplit> splits =
                List.copyOf(
                        new OrderFiles(RANGE_BYTES)
                                .enumerateSplits(new org.apache.flink.core.fs.Path[] {path}, 1));

        List<String> all = new ArrayList<>();
        for (FileSourceSplit split : splits) {
            List<RecordAndPosition<OrderRecord>> records =
                    drain(format.createReader(new Configuration(), split));
            for (int i = 0; i < records.size(); i++) {
                RecordAndPosition<OrderRecord> at = records.get(i);
                all.add(shown(at.getRecord()));
                FileSourceSplit restored =
                        split.updateWithCheckpointedPosition(
                                new CheckpointedPosition(at.getOffset(), at.getRecordSkipCount()));
                List<RecordAndPosition<OrderRecord>> rest =
                        drain(format.restoreReader(new Configuration(), restored));
                assertThat(rest.stream().map(record -> shown(record.getRecord())))
                        .containsExactlyElementsOf(
                                records.subList(i + 1, records.size()).stream()
                                        .map(record -> shown(record.getRecord()))
                                        .toList());
                if (!rest.isEmpty()) {
                    RecordAndPosition<OrderRecord> last = rest.get(rest.size() - 1);
                    FileSourceSplit atEnd =
                            split.updateWithCheckpointedPosition(
                                    new CheckpointedPosition(
                                            last.getOffset(), last.getRecordSkipCount()));
                    assertThat(drain(format.restoreReader(new Configuration(), atEnd))).isEmpty();
                }
            }
        }
        assertThat(all).containsExactlyElementsOf(expected);
    }

    private static List<RecordAndPosition<OrderRecord>> drain(BulkFormat.Reader<OrderRecord> reader)
            throws IOException {
        List<RecordAndPosition<OrderRecord>> records = new ArrayList<>();
        try (reader) {
            BulkFormat.RecordIterator<OrderRecord> batch;
            while ((batch = reader.readBatch()) != null) {
                RecordAndPosition<OrderRecord> record;
                while ((record = batch.next()) != null) {
                    records.add(
                            new RecordAndPosition<>(
                                    record.getRecord(),
                                    record.getOffset(),
                                    record.getRecordSkipCount()));
                }
                batch.releaseBatch();
            }
        }
        return records;
    }

    /** A file of orders with what may go wrong among them, and what to expect of it. */
    private byte[] file(String name, int lines, String end, boolean endsLast) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int line = 1; line <= lines; line++) {
            byte[] bytes = utf8(line(name, line));
            if (line % 17 == 0) {
                bytes = new byte[] {'"', (byte) 0xff, '"'};
                expected.add(name + ":" + line + " the event is no valid UTF-8");
            }
            file.write(bytes);
            if (line < lines || endsLast) {
                file.write(utf8(end));
            }
        }
        return file.toByteArray();
    }

    private String line(String name, int line) {
        if (line % 17 == 0 || line % 5 == 0) {
            return "";
        }
        if (line % 7 == 0) {
            expected.add(name + ":" + line + " the event is JSON, but no object");
            return "[" + line + "]";
        }
        if (line % 11 == 0) {
            // Longer than a range.
            String order = order();
            expected.add(order);
            return created("txn_no", order, "extra", '"' + "x".repeat(3 * RANGE_BYTES) + '"');
        }
        if (line % 13 == 0) {
            expected.add(name + ":" + line + " the line is longer than 20000 bytes");
            return "x".repeat(MOST_LINE_BYTES + 1 + line * 100);
        }
        if (line % 3 == 0) {
            // Two records of one line.
            String former = order();
            String order = order();
            expected.add(former);
            expected.add(order);
            return TestingEvents.event(
                    "u", TestingEvents.row("txn_no", former), TestingEvents.row("txn_no", order));
        }
        String order = order();
        expected.add(order);
        return created("txn_no", order);
    }

    private String order() {
        return "\"P" + ++orders + '"';
    }

    private static String shown(OrderRecord record) {
        return record instanceof OrderReject reject
                ? reject.source() + ":" + reject.position() + " " + reject.reason()
                : '"' + ((OrderEvent.Change) record).key().number() + '"';
    }

    private static List<String> read(Path path, int parallelism) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("pipeline.generic-types", "false");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        FileSource<OrderRecord> source =
                OrderFileSource.of(
                        flinkPath(path),
                        OPTIONS,
                        DomainTypes.ORDER_RECORD,
                        RANGE_BYTES,
                        MOST_LINE_BYTES);
        List<String> shown = new ArrayList<>();
        try (CloseableIterator<OrderRecord> records =
                environment
                        .fromSource(source, WatermarkStrategy.noWatermarks(), "orders")
                        .executeAndCollect()) {
            records.forEachRemaining(record -> shown.add(shown(record)));
        }
        return shown;
    }

    private static org.apache.flink.core.fs.Path flinkPath(Path path) {
        return new org.apache.flink.core.fs.Path(path.toUri());
    }

    private void write(String name, byte[]... parts) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            for (byte[] part : parts) {
                out.write(part);
            }
        }
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] compressed(String content) throws IOException {
        return compressed(utf8(content));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
