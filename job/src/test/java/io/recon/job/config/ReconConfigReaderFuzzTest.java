package io.recon.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;

/** Whatever lies where {@code recon.yaml} is expected. */
class ReconConfigReaderFuzzTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long FREE_BYTES = 64 << 20;
    private static final long BYTES_PER_BYTE = 64 << 10;

    /** Long enough that no input has it by chance. */
    private static final String SECRET = "correct-horse-battery-staple";

    private final TestingConfigDirectory directory;

    ReconConfigReaderFuzzTest() {
        try {
            directory =
                    new TestingConfigDirectory(
                                    Files.createTempDirectory("fuzzed"), Map.of("SECRET", SECRET))
                            .with("formats/lagoon.yaml", template());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String template() {
        return """
        txn-type: { constant: PAYMENT }
        txn-no: { column: our_no }
        amount: { column: gross }
        currency: { constant: USD }
        time: { column: at, pattern: "yyyy-MM-dd" }
        """;
    }

    @FuzzTest(maxDuration = "2m")
    @Timeout(20)
    void givesAConfigurationOrAllThatIsWrong(byte[] content) {
        directory.with("recon.yaml", content);
        List<String> outcome = outcome(content);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(outcome(content)).isEqualTo(outcome);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes taken for a file of %s", content.length)
                .isLessThan(FREE_BYTES + BYTES_PER_BYTE * content.length);
        assertThat(outcome).isNotEmpty();
        if (!new String(content, StandardCharsets.UTF_8).contains(SECRET)) {
            assertThat(outcome).noneMatch(line -> line.contains(SECRET));
        }
    }

    /** The configuration as it is described, or the problems. */
    private List<String> outcome(byte[] content) {
        try {
            ReconConfig config = directory.read();
            assertThat(config.channels()).isNotEmpty();
            return List.of(config.toString());
        } catch (ConfigException e) {
            long lines = linesOf(content);
            e.problems().forEach(problem -> assertIsTold(problem, lines));
            assertThat(e.problems()).hasSizeBetween(1, 101);
            return e.problems().stream().map(ConfigProblem::toString).toList();
        }
    }

    /** YAML ends lines at more than line feeds. */
    private static long linesOf(byte[] content) {
        return 1
                + new String(content, StandardCharsets.UTF_8)
                        .chars()
                        .filter(c -> "\n\r\u0085\u2028\u2029".indexOf(c) >= 0)
                        .count();
    }

    private void assertIsTold(ConfigProblem problem, long lines) {
        assertThat(problem.file()).isEqualTo(directory.file().toString());
        // A problem without a line is one of the whole file, and names no key.
        assertThat((long) problem.line())
                .as("%s", problem)
                .isBetween(problem.path().isEmpty() ? 0L : 1L, lines);
        assertThat(problem.message()).isNotBlank();
        assertThat(problem.toString().chars().filter(Character::isISOControl).count())
                .as("%s", problem)
                .isZero();
    }
}
