package io.recon.local.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.local.workload.Workload.Planted;
import io.recon.model.TransactionKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadGeneratorTest {
    private static final int SEEDS = 60;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @Test
    void givesTheSameBytesForTheSameSeed(@TempDir Path directory) throws IOException {
        WorkloadOptions options = WorkloadOptions.of(17);

        WorkloadWriter.write(WorkloadGenerator.generate(options), directory.resolve("one"));
        WorkloadWriter.write(WorkloadGenerator.generate(options), directory.resolve("two"));

        assertThat(contents(directory.resolve("one")))
                .isEqualTo(contents(directory.resolve("two")));
    }

    @Test
    void givesAnotherWorkloadForAnotherSeed() {
        assertThat(WorkloadGenerator.generate(WorkloadOptions.of(1)).orderFiles())
                .isNotEqualTo(WorkloadGenerator.generate(WorkloadOptions.of(2)).orderFiles());
    }

    @Test
    void reachesEveryFormatStoryAndOutcome() {
        Set<BillFormat> formats = EnumSet.noneOf(BillFormat.class);
        Set<Story> stories = EnumSet.noneOf(Story.class);
        Set<String> outcomes = new TreeSet<>();
        Set<Integer> exitCodes = new TreeSet<>();
        seeds().forEach(
                        seed -> {
                            Workload workload =
                                    WorkloadGenerator.generate(WorkloadOptions.of(seed));
                            workload.channels()
                                    .forEach(channel -> formats.add(channel.plan().format()));
                            workload.planted().forEach(one -> stories.add(one.story()));
                            Expectation expectation = Oracle.expect(workload);
                            expectation
                                    .rows()
                                    .forEach(row -> outcomes.add(row.outcome() + row.state()));
                            exitCodes.add(expectation.exitCode());
                        });

        assertThat(formats).containsExactly(BillFormat.values());
        assertThat(stories).containsExactly(Story.values());
        assertThat(outcomes)
                .containsExactly(
                        "AMOUNT_MISMATCHFINAL",
                        "DAY_CUTFINAL",
                        "DAY_CUTPENDING",
                        "DUPLICATEFINAL",
                        "EXTRAFINAL",
                        "MATCHEDFINAL",
                        "MISSINGFINAL",
                        "STATUS_MISMATCHFINAL",
                        "UNDECIDEDPENDING");
        assertThat(exitCodes).containsExactly(0, 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOracleSeesWhatWasPlanted(long seed) {
        Workload workload = WorkloadGenerator.generate(WorkloadOptions.of(seed));
        Map<TransactionKey, String> main = new HashMap<>();
        Map<TransactionKey, Integer> duplicates = new HashMap<>();
        for (Expectation.Row row : Oracle.expect(workload).rows()) {
            if (row.duplicate()) {
                duplicates.merge(row.key(), 1, Integer::sum);
            } else {
                main.put(row.key(), row.outcome());
            }
        }

        List<String> wrong = new ArrayList<>();
        for (Planted planted : workload.planted()) {
            String outcome = main.getOrDefault(planted.key(), "");
            int further = duplicates.getOrDefault(planted.key(), 0);
            if ((planted.outcome() != null && !planted.outcome().equals(outcome))
                    || further != planted.duplicates()) {
                wrong.add(planted + " but " + outcome + " and " + further + " duplicates");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutTroubleEveryDayIsProven() {
        WorkloadOptions options = new WorkloadOptions(5, 200, 2, 3, false, false);

        assertThat(Oracle.expect(WorkloadGenerator.generate(options)).exitCode()).isZero();
    }

    private static Map<String, List<Byte>> contents(Path root) throws IOException {
        Map<String, List<Byte>> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> contents.put(root.relativize(file).toString(), bytes(file)));
        }
        return contents;
    }

    private static List<Byte> bytes(Path file) {
        try {
            List<Byte> bytes = new ArrayList<>();
            for (byte b : Files.readAllBytes(file)) {
                bytes.add(b);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
