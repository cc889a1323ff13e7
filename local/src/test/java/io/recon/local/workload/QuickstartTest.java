package io.recon.local.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keeps {@code examples/quickstart} from rotting. To write its files anew, run {@link Quickstart}
 * with the directory.
 */
class QuickstartTest {
    private static final Path COMMITTED = Path.of("..", "examples", "quickstart");

    @Test
    void theCommittedFilesAreWhatTheGeneratorMakes(@TempDir Path directory) throws IOException {
        Quickstart.write(directory);

        Map<String, String> committed = contents(COMMITTED);
        committed.remove("README.md");
        assertThat(committed).isEqualTo(contents(directory));
    }

    @Test
    void theReadmeTellsEveryResultThatIsDue() throws IOException {
        List<String> told =
                Pattern.compile("^\\| (\\w+) \\| (\\S+\\d) \\| ([A-Z_]+) \\|", Pattern.MULTILINE)
                        .matcher(Files.readString(COMMITTED.resolve("README.md")))
                        .results()
                        .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                        .toList();

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        Oracle.expect(Quickstart.workload()).rows().stream()
                                .map(
                                        row ->
                                                row.key().channel()
                                                        + " "
                                                        + row.key().number()
                                                        + " "
                                                        + row.outcome())
                                .toList());
    }

    @Test
    void theWechatBillHasACouponAndACommaInAName() throws IOException {
        String bill =
                Files.readString(
                        COMMITTED.resolve("landing/wechat/2026-03-01/1900011600All2026-03-01.csv"));

        assertThat(bill).contains("`34.00,`1.00,").contains("`蓝牙耳机,黑色,Type-C,");
    }

    @Test
    void everyDayCloses() {
        assertThat(Oracle.expect(Quickstart.workload()).exitCode()).isZero();
    }

    /** Archives by their entries: how well they are packed depends on the machine's zlib. */
    private static Map<String, String> contents(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        Map<String, String> contents = new TreeMap<>();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            String name = root.relativize(file).toString();
            contents.put(
                    name,
                    name.endsWith(".zip")
                            ? String.join("\n", entries(bytes))
                            : HexFormat.of().formatHex(bytes));
        }
        return contents;
    }

    private static List<String> entries(byte[] archive) throws IOException {
        List<String> entries = new ArrayList<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(archive), Charset.forName("GBK"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.add(
                        entry.getName()
                                + " "
                                + entry.getTimeLocal()
                                + " "
                                + new String(zip.readAllBytes(), Charset.forName("GBK")));
            }
        }
        return entries;
    }
}
