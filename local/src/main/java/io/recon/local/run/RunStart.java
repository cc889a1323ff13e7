package io.recon.local.run;

import io.recon.local.UsageException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.core.execution.RestoreMode;
import org.apache.flink.core.fs.Path;

/**
 * How a run begins.
 *
 * @param run its number
 * @param from the checkpoint or savepoint that it goes on from; empty if it begins with nothing
 * @param begunBefore whether this run or another was begun before
 * @param ownsState whether that checkpoint is the run's own, to be deleted when newer ones are
 *     there. A savepoint belongs to who made it
 */
record RunStart(long run, boolean begunBefore, Optional<Path> from, boolean ownsState) {
    /** Goes on where the newest run ended, however it ended; with nothing if there was none. */
    static RunStart again(CheckpointedRuns runs) throws IOException {
        OptionalLong newest = runs.newestRun();
        long run = newest.orElse(1);
        return new RunStart(run, newest.isPresent(), runs.newestCheckpoint(run), true);
    }

    /** Forgets. What is in the topic and in the landing directory is read from its beginning. */
    static RunStart fresh(CheckpointedRuns runs) throws IOException {
        long run = next(runs);
        return new RunStart(run, run > 1, Optional.empty(), true);
    }

    /**
     * Goes on from a state that the user names: what was written after it is a run of its own.
     *
     * @throws UsageException if there is no state
     */
    static RunStart from(CheckpointedRuns runs, String savepoint)
            throws IOException, UsageException {
        Path path = new Path(savepoint);
        if (!path.getFileSystem().exists(new Path(path, "_metadata"))) {
            throw new UsageException(
                    "--from "
                            + savepoint
                            + ": is no savepoint and no checkpoint; it would be a directory with a"
                            + " file _metadata");
        }
        return new RunStart(next(runs), false, Optional.of(path), false);
    }

    private static long next(CheckpointedRuns runs) throws IOException {
        return runs.newestRun().orElse(0) + 1;
    }

    RestoreMode restoreMode() {
        return ownsState ? RestoreMode.CLAIM : RestoreMode.NO_CLAIM;
    }
}
