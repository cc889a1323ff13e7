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
    /**
     * Goes on where the newest run ended, however it ended; with nothing if there was none. A run
     * that came to no checkpoint begins again as it began.
     *
     * @throws UsageException if the state with which that run began is gone
     */
    static RunStart again(CheckpointedRuns runs) throws IOException, UsageException {
        OptionalLong newest = runs.newestRun();
        long run = newest.orElse(1);
        Optional<Path> checkpoint = runs.newestCheckpoint(run);
        Optional<Path> origin = runs.origin(run);
        if (checkpoint.isPresent() || origin.isEmpty()) {
            return new RunStart(run, newest.isPresent(), checkpoint, true);
        }
        if (!CheckpointedRuns.isState(origin.get())) {
            throw new UsageException(
                    "checkpoints: run "
                            + run
                            + " came to no checkpoint, and what it began with is gone: "
                            + origin.get()
                            + "; name another state with --from, or begin anew with --fresh");
        }
        return new RunStart(run, true, origin, false);
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
        if (!CheckpointedRuns.isState(path)) {
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

    /** How it begins, for people. */
    String told() {
        return "run " + run + from.map(path -> " goes on from " + path).orElse(" begins");
    }

    RestoreMode restoreMode() {
        return ownsState ? RestoreMode.CLAIM : RestoreMode.NO_CLAIM;
    }
}
