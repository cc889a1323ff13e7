package io.recon.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.local.UsageException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.RestoreMode;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
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
        RunStart start = RunStart.again(runs, 0);

        assertThat(start.run()).isEqualTo(1);
        assertThat(start.from()).isEmpty();
    }

    @Test
    void goesOnFromTheNewestCheckpointOfAllJobsOfTheNewestRun() throws Exception {
        checkpoint(1, "a", 99);
        checkpoint(2, "b", 9);
        Path newest = checkpoint(2, "c", 10);
        checkpoint(2, "b", 2);

        RunStart start = RunStart.again(runs, 0);

        assertThat(start.run()).isEqualTo(2);
        assertThat(from(start)).contains(newest.toString());
        assertThat(start.restoreMode()).isEqualTo(RestoreMode.CLAIM);
    }

    @Test
    void aCheckpointThatWasNotCompletedIsNone() throws Exception {
        Path complete = checkpoint(1, "a", 4);
        Files.createDirectories(complete.resolveSibling("chk-5"));
        Files.createDirectories(complete.resolveSibling("shared"));

        assertThat(from(RunStart.again(runs, 0))).contains(complete.toString());
    }

    @Test
    void aRunThatNeverCameToACheckpointIsBegunAgain() throws Exception {
        checkpoint(1, "a", 4);
        runs.notes(2).noteChannels(List.of("shop"));

        RunStart start = RunStart.again(runs, 0);

        assertThat(start.run()).isEqualTo(2);
        assertThat(start.from()).isEmpty();
    }

    @Test
    void toForgetBeginsTheNextRun() throws Exception {
        checkpoint(10, "a", 4);
        checkpoint(9, "a", 4);

        RunStart start = RunStart.fresh(runs, 0);

        assertThat(start.run()).isEqualTo(11);
        assertThat(start.from()).isEmpty();
    }

    @Test
    void aSavepointBeginsTheNextRunAndStaysTheUsers() throws Exception {
        Path savepoint = checkpoint(1, "a", 4);

        RunStart start = RunStart.from(runs, 0, savepoint.toString());

        assertThat(start.run()).isEqualTo(2);
        assertThat(from(start)).contains(savepoint.toString());
        assertThat(start.restoreMode()).isEqualTo(RestoreMode.NO_CLAIM);
    }

    @Test
    void aRunThatBeganWithASavepointDoesSoUntilItHasACheckpoint() throws Exception {
        Path savepoint = checkpoint(1, "a", 4);
        runs.notes(2).noteOrigin(new org.apache.flink.core.fs.Path(savepoint.toString()));

        RunStart start = RunStart.again(runs, 0);

        assertThat(start.run()).isEqualTo(2);
        assertThat(from(start)).contains(savepoint.toString());
        assertThat(start.restoreMode()).isEqualTo(RestoreMode.NO_CLAIM);

        Path own = checkpoint(2, "b", 5);

        assertThat(from(RunStart.again(runs, 0))).contains(own.toString());
        assertThat(RunStart.again(runs, 0).restoreMode()).isEqualTo(RestoreMode.CLAIM);
    }

    @Test
    void refusesToBeginWithNothingWhereTheSavepointIsGone() throws Exception {
        runs.notes(2).noteOrigin(new org.apache.flink.core.fs.Path(directory + "/savepoint"));

        assertThatThrownBy(() -> RunStart.again(runs, 0))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(
                        "checkpoints: run 2 came to no checkpoint, and what it began with is gone");
    }

    @Test
    void aRunRemembersWhatItGaveUpAndANewOneTakesThatOver() throws Exception {
        runs.notes(1).noteChannels(List.of("shop", "gone"));
        runs.notes(1).noteGivenUp(List.of("gone"));
        runs.notes(1).noteGivenUp(List.of());
        runs.notes(2).noteChannels(List.of("shop"));

        assertThat(runs.givenUp(1)).containsExactly("gone");
        assertThat(runs.givenUp(2)).as("it began with nothing").isEmpty();
        assertThat(runs.givenUp(3)).as("it may go on from the first").containsExactly("gone");
    }

    @Test
    void refusesWhatIsNoSavepoint() {
        assertThatThrownBy(() -> RunStart.from(runs, 0, directory.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--from " + directory + ": is no savepoint");
    }

    @Test
    void aPlaceThatCannotBeLookedForIsTheUsersMistake() {
        assertThatThrownBy(() -> RunStart.from(runs, 0, ""))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--from \"\": cannot be looked for: ");
        assertThatThrownBy(() -> RunStart.from(runs, 0, "nosuch://place/savepoint"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--from \"nosuch://place/savepoint\": cannot be");
    }

    @Test
    void aNewRunOutranksThoseOfTheTables() throws Exception {
        checkpoint(3, "a", 4);

        assertThat(RunStart.fresh(runs, 7).run()).isEqualTo(8);
        assertThat(RunStart.from(runs, 7, checkpoint(3, "a", 5).toString()).run()).isEqualTo(8);
        assertThat(RunStart.fresh(runs, 2).run()).isEqualTo(4);
    }

    @Test
    void aLostDirectoryBeginsARunThatOutranksThoseBefore() throws Exception {
        RunStart start = RunStart.again(runs, 7);

        assertThat(start.run()).isEqualTo(8);
        assertThat(start.from()).isEmpty();
    }

    @Test
    void goesOnAsARunOfItsOwnWhereTheTablesKnowALaterOne() throws Exception {
        Path newest = checkpoint(3, "a", 4);

        RunStart start = RunStart.again(runs, 7);

        assertThat(start.run()).isEqualTo(8);
        assertThat(from(start)).contains(newest.toString());
        assertThat(start.restoreMode()).isEqualTo(RestoreMode.NO_CLAIM);
    }

    @Test
    void goingOnKeepsTheNumber() throws Exception {
        checkpoint(7, "a", 4);

        assertThat(RunStart.again(runs, 7).run()).isEqualTo(7);
        assertThat(RunStart.again(runs, 6).run()).as("it died before the tables knew").isEqualTo(7);
    }

    @Test
    void goesOnFromTheSavepointThatARunWasStoppedWithWhileItIsTheNewest() throws Exception {
        checkpoint(1, "a", 4);
        Path savepoint = savepoint("a", 5);
        runs.notes(1).noteStop(new RunNotes.Stop(job("a"), flinkPath(savepoint.getParent())));

        RunStart start = RunStart.again(runs, 0);

        assertThat(start.run()).isEqualTo(1);
        assertThat(from(start)).as("nobody noted it").contains(savepoint.toString());
        assertThat(start.restoreMode()).isEqualTo(RestoreMode.NO_CLAIM);

        Path newer = checkpoint(1, "b", 6);

        assertThat(from(RunStart.again(runs, 0))).contains(newer.toString());
    }

    @Test
    void savepointsOfOtherJobsInTheSameDirectoryAreNone() throws Exception {
        Path checkpoint = checkpoint(1, "a", 4);
        Path other = savepoint("b", 9);
        runs.notes(1).noteStop(new RunNotes.Stop(job("a"), flinkPath(other.getParent())));

        assertThat(from(RunStart.again(runs, 0))).contains(checkpoint.toString());
    }

    @Test
    void refusesToGoBackBehindASavepointThatIsGone() throws Exception {
        checkpoint(1, "a", 4);
        runs.notes(1)
                .noteStoppedWith(
                        RunState.savepoint(flinkPath(directory.resolve("savepoint-moved")), 5));

        assertThatThrownBy(() -> RunStart.again(runs, 0))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(
                        "checkpoints: run 1 was stopped with a savepoint that is gone: "
                                + directory.resolve("savepoint-moved"));
    }

    @Test
    void theChannelsOfAllStartsAreKnown() throws Exception {
        runs.notes(1).noteChannels(List.of("shop", "gone"));
        runs.notes(2).noteChannels(List.of("shop"));
        runs.notes(2).noteChannels(List.of("more"));

        assertThat(runs.channels()).containsExactly("gone", "more", "shop");
    }

    private static org.apache.flink.core.fs.Path flinkPath(Path path) {
        return new org.apache.flink.core.fs.Path(path.toString());
    }

    private static JobID job(String digit) {
        return JobID.fromHexString(digit.repeat(32));
    }

    /** With no more in it than its number. */
    private Path savepoint(String jobDigit, long number) throws IOException {
        Path savepoint =
                directory.resolve("savepoints").resolve("savepoint-" + jobDigit.repeat(6) + "-1");
        Files.createDirectories(savepoint);
        try (DataOutputStream out =
                new DataOutputStream(Files.newOutputStream(savepoint.resolve("_metadata")))) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(number, List.of(), List.of()), out);
        }
        return savepoint;
    }
}
