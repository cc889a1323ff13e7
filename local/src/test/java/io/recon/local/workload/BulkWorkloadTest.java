package io.recon.local.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkWorkloadTest {
    private static final int TRANSACTIONS = 20_000;

    @TempDir private Path directory;

    @Test
    void writesAsManyOrdersAndLinesAsItExpects() throws IOException {
        Map<String, Long> outcomes =
                BulkWorkload.write(BulkWorkload.Options.of(1, TRANSACTIONS), directory);

        assertThat(outcomes.keySet())
                .containsExactlyInAnyOrder(
                        "MATCHED",
                        "AMOUNT_MISMATCH",
                        "STATUS_MISMATCH",
                        "DAY_CUT",
                        "MISSING",
                        "EXTRA",
                        "DUPLICATE");
        long results = outcomes.values().stream().mapToLong(count -> count).sum();
        assertThat(results - outcomes.get("DUPLICATE")).isEqualTo(TRANSACTIONS);
        assertThat(count("orders")).isEqualTo(TRANSACTIONS - outcomes.get("EXTRA"));
        assertThat(count("landing")).isEqualTo(results - outcomes.get("MISSING"));
    }

    @Test
    void breaksAsManyAsAsked() throws IOException {
        Map<String, Long> outcomes =
                BulkWorkload.write(BulkWorkload.Options.of(2, TRANSACTIONS), directory);

        long broken = TRANSACTIONS - outcomes.get("MATCHED") + outcomes.get("DUPLICATE");
        assertThat(broken).isBetween(TRANSACTIONS / 100L * 7 / 10, TRANSACTIONS / 100L * 13 / 10);
    }

    /** How many orders or bill lines there are: all that hold a number of ours. */
    private long count(String below) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory.resolve(below))) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        long count = 0;
        Set<String> seen = new HashSet<>();
        for (Path file : files) {
            for (String line : lines(file)) {
                if ((line.contains("PO2026") || line.contains("RF2026")) && seen.add(line)) {
                    count++;
                }
            }
        }
        return count;
    }

    private static List<String> lines(Path file) throws IOException {
        if (!file.toString().endsWith(".zip")) {
            return Files.readAllLines(file);
        }
        Charset gbk = Charset.forName("GBK");
        try (ZipFile zip = new ZipFile(file.toFile(), gbk);
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        zip.getInputStream(zip.entries().nextElement()), gbk))) {
            return in.lines().toList();
        }
    }
}
