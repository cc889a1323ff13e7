package io.recon.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The state of every version that was ever committed is restored by the present program, which goes
 * on from it as if nothing had happened.
 *
 * <p>Each version is a directory: what the job was told, what came before its savepoint, the
 * savepoint, what comes after it, and in {@code after.txt} all that a job has to say of that. In a
 * new directory {@code -Drecon.state.write=N} writes the savepoint, and more than a minute later,
 * when a summary of alerts is due, {@code after.txt}: to be read line by line before it is
 * committed.
 */
class StateCompatibilityITCase {
    private static final Path VERSIONS =
            Path.of("src", "test", "resources", "io", "recon", "job", "state");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofSeconds(4);
    private static final int LOOK_MS = 50;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setConfiguration(
                                    new Configuration()
                                            .set(
                                                    TaskManagerOptions.MANAGED_MEMORY_SIZE,
                                                    MemorySize.ofMebiBytes(512)))
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir private Path directory;

    static Stream<Arguments> versionsAtEachParallelism() {
        int newest = newest();
        return IntStream.rangeClosed(1, newest)
                .boxed()
                .flatMap(version -> Stream.of(1, 2, 4).map(width -> Arguments.of(version, width)));
    }

    /** Versions are numbered from 1, without a gap. */
    private static int newest() {
        int version = 1;
        while (Files.isDirectory(VERSIONS.resolve(Integer.toString(version + 1)))) {
            version++;
        }
        return version;
    }

    @ParameterizedTest(name = "version {0} at parallelism {1}")
    @MethodSource("versionsAtEachParallelism")
    void theJobGoesOnFromEveryVersionOfItsState(int version, int parallelism) throws Exception {
        Path scenario = VERSIONS.resolve(Integer.toString(version));
        List<String> expected = Files.readAllLines(scenario.resolve("after.txt"));
        String name = "version " + version + " at " + parallelism;
        RestoredJob job = new RestoredJob(scenario, directory, name);
        try {
            job.start("after", parallelism, Optional.of(scenario.resolve("savepoint")));
            job.land("after");

            assertThat(heard(name, expected.size())).isEqualTo(expected);
        } finally {
            job.cancel();
        }
    }

    /** So much as is expected, and what comes shortly after that. */
    private static List<String> heard(String job, int expected) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Told.lines(Heard.of(job)).size() < expected && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MS);
        }
        return heardAll(job, Duration.ofSeconds(1));
    }

    /** All until nothing more comes for so long. */
    private static List<String> heardAll(String job, Duration silence) throws InterruptedException {
        List<String> lines = Told.lines(Heard.of(job));
        long since = System.nanoTime();
        while (System.nanoTime() - since < silence.toNanos()) {
            Thread.sleep(LOOK_MS);
            List<String> now = Told.lines(Heard.of(job));
            if (!now.equals(lines)) {
                lines = now;
                since = System.nanoTime();
            }
        }
        return lines;
    }

    @Test
    @EnabledIfSystemProperty(named = "recon.state.write", matches = "\\d+")
    void writesTheSavepointOfANewVersionOrWhatIsSaidAfterIt() throws Exception {
        Path scenario = VERSIONS.resolve(System.getProperty("recon.state.write"));
        Path savepoint = scenario.resolve("savepoint");
        RestoredJob job = new RestoredJob(scenario, directory, "written");
        if (Files.exists(savepoint)) {
            job.start("after", 2, Optional.of(savepoint));
            job.land("after");
            List<String> after = heardAll("written", SILENCE);
            job.cancel();
            Files.write(scenario.resolve("after.txt"), after);
        } else {
            job.start("before", 2, Optional.empty());
            assertThat(heardAll("written", SILENCE)).isNotEmpty();
            copy(job.stop(), savepoint);
        }
    }

    private static void copy(Path savepoint, Path place) throws IOException {
        Files.createDirectories(place);
        try (Stream<Path> files = Files.list(savepoint)) {
            for (Path file : files.toList()) {
                Files.copy(file, place.resolve(file.getFileName()));
            }
        }
    }
}
