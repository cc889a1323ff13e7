package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.local.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.core.execution.RestoreMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStartTest {
    @TempDir private Path directory;
    private CheckpointedRuns runs;

    @BeforeEach
    void setUp() {
        runs = new CheckpointedRuns(directory.resolve("checkpoints").toString());
    }

    private Path checkpoint(long run, String job, long number) throws IOException {
        Path checkpoint =
                directory
                        .resolve("checkpoints")
                        .resolve("run-" + run)
                        .resolve(job + "/chk-" + number);
        Files.createDirectories(checkpoint);
        Files.createFile(checkpoint.resolve("_metadata"));
        return checkpoint;
    }

    private static Optional<String> from(RunStart start) {
        return start.from().map(org.apache.flink.core.fs.Path::getPath);
    }

    @Test
    void theFirstRunBeginsWithNothing() throws Exception {
        RunStart start = RunStart.again(runs);

        assertThat(start.run()).isEqualTo(1);
        assertThat(start.from()).isEmpty();
    }

    @Test
    void goesOnFromTheNewestCheckpointOfAllJobsOfTheNewestRun() throws Exception {
        checkpoint(1, "a", 99);
        checkpoint(2, "b", 9);
        Path newest = checkpoint(2, "c", 10);
        checkpoint(2, "b", 2);

        RunStart start = RunStart.again(runs);

        assertThat(start.run()).isEqualTo(2);
        assertThat(from(start)).contains(newest.toString());
        assertThat(start.restoreMode()).isEqualTo(RestoreMode.CLAIM);
    }

    @Test
    void aCheckpointThatWasNotCompletedIsNone() throws Exception {
        Path complete = checkpoint(1, "a", 4);
        Files.createDirectories(complete.resolveSibling("chk-5"));
        Files.createDirectories(complete.resolveSibling("shared"));

        assertThat(from(RunStart.again(runs))).contains(complete.toString());
    }

    @Test
    void aRunThatNeverCameToACheckpointIsBegunAgain() throws Exception {
        checkpoint(1, "a", 4);
        runs.make(2);

        RunStart start = RunStart.again(runs);

        assertThat(start.run()).isEqualTo(2);
        assertThat(start.from()).isEmpty();
    }

    @Test
    void toForgetBeginsTheNextRun() throws Exception {
        checkpoint(10, "a", 4);
        checkpoint(9, "a", 4);

        RunStart start = RunStart.fresh(runs);

        assertThat(start.run()).isEqualTo(11);
        assertThat(start.from()).isEmpty();
    }

    @Test
    void aSavepointBeginsTheNextRunAndStaysTheUsers() throws Exception {
        Path savepoint = checkpoint(1, "a", 4);

        RunStart start = RunStart.from(runs, savepoint.toString());

        assertThat(start.run()).isEqualTo(2);
        assertThat(from(start)).contains(savepoint.toString());
        assertThat(start.restoreMode()).isEqualTo(RestoreMode.NO_CLAIM);
    }

    @Test
    void refusesWhatIsNoSavepoint() {
        assertThatThrownBy(() -> RunStart.from(runs, directory.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--from " + directory + ": is no savepoint");
    }
}
