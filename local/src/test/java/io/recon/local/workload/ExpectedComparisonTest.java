package io.recon.local.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedComparisonTest {
    @TempDir private Path directory;
    private Path expected;
    private Path actual;

    @BeforeEach
    void writesAnOutputThatAgrees() throws IOException {
        WorkloadWriter.write(WorkloadGenerator.generate(WorkloadOptions.of(3)), directory);
        expected = directory.resolve("expected");
        actual = Files.createDirectories(directory.resolve("actual"));
        List<String> results = Files.readAllLines(expected.resolve("results.csv"));
        List<String> withIds = new ArrayList<>(List.of("result_id," + results.get(0)));
        for (int i = 1; i < results.size(); i++) {
            withIds.add("id%06d,".formatted(i) + results.get(i));
        }
        Files.write(actual.resolve("results.csv"), withIds);
        for (String same : List.of("statistics.csv", "bill_files.csv", "rejects.csv")) {
            Files.copy(expected.resolve(same), actual.resolve(same));
        }
    }

    @Test
    void findsNothingWhereAllAgrees() throws IOException {
        assertThat(ExpectedComparison.differences(expected, actual)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "results.csv, ',MISSING,', ',EXTRA,'",
        "results.csv, ',DUPLICATE,FINAL', ',DUPLICATE,PENDING'",
        "results.csv, ',AMOUNT_MISMATCH,FINAL,amount', ',AMOUNT_MISMATCH,FINAL,day'",
        "results.csv, 'Z,CNY,', 'Z,USD,'",
        "statistics.csv, ',MATCHED,', ',MISSING,'",
        "bill_files.csv, ',CNY,', ',USD,'",
        "bill_files.csv, ',AGREE,', ',DISAGREE,'",
        "rejects.csv, 'orders,', 'bills,'"
    })
    void namesWhatDiffers(String file, String right, String wrong) throws IOException {
        String text = Files.readString(actual.resolve(file));
        assertThat(text).contains(right);
        Files.writeString(
                actual.resolve(file),
                text.substring(0, text.indexOf(right))
                        + wrong
                        + text.substring(text.indexOf(right) + right.length()));

        assertThat(ExpectedComparison.differences(expected, actual)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"results.csv", "statistics.csv", "bill_files.csv", "rejects.csv"})
    void namesARowThatIsAbsent(String file) throws IOException {
        List<String> lines = Files.readAllLines(actual.resolve(file));
        lines.remove(lines.size() - 1);
        Files.write(actual.resolve(file), lines);

        assertThat(ExpectedComparison.differences(expected, actual)).isNotEmpty();
    }

    @Test
    void seesMoneyThatIsOnNoResult() throws IOException {
        Path lines = expected.resolve("bill_lines.csv");
        List<String> shortened = Files.readAllLines(lines);
        shortened.remove(1);
        Files.write(lines, shortened);

        assertThat(ExpectedComparison.differences(expected, actual))
                .anyMatch(difference -> difference.startsWith("bill lines and results"));
    }
}
