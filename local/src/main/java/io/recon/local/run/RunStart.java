package io.recon.local.run;

import io.recon.connectors.config.Quoted;
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
 * @param ownsState whether that checkpoint is the run's own, to be deleted when newer ones are
 *     there. A savepoint belongs to who made it
 */
record RunStart(long run, Optional<Path> from, boolean ownsState) {
    /**
     * Goes on where the newest run ended, however it ended; with nothing if there was none. A run
     * that came to no checkpoint begins again as it began.
     *
     * <p>Where the tables know a later run, its directory is lost, or others write these tables
     * too: then it goes on as a run of its own, for a later run's rows hide those of earlier ones.
     *
     * @param lastRun the highest number of a run in the tables; 0 if there was none
     * @throws UsageException if the state is gone that the run must go on from
     */
    static RunStart again(CheckpointedRuns runs, long lastRun) throws IOException, UsageException {
        OptionalLong newest = runs.newestRun();
        if (newest.isEmpty()) {
            return new RunStart(lastRun + 1, Optional.empty(), true);
        }
        RunStart again = goOn(runs, newest.getAsLong());
        return again.run >= lastRun
                ? again
                : new RunStart(lastRun + 1, again.from, again.from.isEmpty());
    }

    private static RunStart goOn(CheckpointedRuns runs, long run)
            throws IOException, UsageException {
        Optional<RunState> state = runs.newestState(run);
        if (state.isPresent()) {
            Path path = state.get().path();
            if (!CheckpointedRuns.isState(path)) {
                throw new UsageException(
                        "checkpoints: run "
                                + run
                                + " was stopped with a savepoint that is gone: "
                                + path
                                + "; name its new place with --from, or begin anew with --fresh");
            }
            return new RunStart(run, Optional.of(path), !state.get().isSavepoint());
        }
        Optional<Path> origin = runs.notes(run).origin();
        if (origin.isEmpty()) {
            return new RunStart(run, Optional.empty(), true);
        }
        if (!CheckpointedRuns.isState(origin.get())) {
            throw new UsageException(
                    "checkpoints: run "
                            + run
                            + " came to no checkpoint, and what it began with is gone: "
                            + origin.get()
                            + "; name another state with --from, or begin anew with --fresh");
        }
        return new RunStart(run, origin, false);
    }

    /**
     * Forgets. What is in the topic and in the landing directory is read from its beginning.
     *
     * @param lastRun the highest number of a run in the tables; 0 if there was none
     */
    static RunStart fresh(CheckpointedRuns runs, long lastRun) throws IOException {
        return new RunStart(next(runs, lastRun), Optional.empty(), true);
    }

    /**
     * Goes on from a state that the user names: what was written after it is a run of its own.
     *
     * @param lastRun the highest number of a run in the tables; 0 if there was none
     * @throws UsageException if there is no state
     */
    static RunStart from(CheckpointedRuns runs, long lastRun, String savepoint)
            throws IOException, UsageException {
        return new RunStart(next(runs, lastRun), Optional.of(stateAt(savepoint)), false);
    }

    private static Path stateAt(String savepoint) throws UsageException {
        try {
            Path path = new Path(savepoint);
            if (CheckpointedRuns.isState(path)) {
                return path;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(
                    "--from "
                            + Quoted.of(savepoint)
                            + ": cannot be looked for: "
                            + e.getMessage()
                            + "; it would be the directory or URI of a savepoint or checkpoint");
        }
        throw new UsageException(
                "--from "
                        + savepoint
                        + ": is no savepoint and no checkpoint; it would be a directory with a file"
                        + " _metadata");
    }

    private static long next(CheckpointedRuns runs, long lastRun) throws IOException {
        return Math.max(runs.newestRun().orElse(0), lastRun) + 1;
    }

    /** How it begins, for people. */
    String told() {
        return "run " + run + from.map(path -> " goes on from " + path).orElse(" begins");
    }

    RestoreMode restoreMode() {
        return ownsState ? RestoreMode.CLAIM : RestoreMode.NO_CLAIM;
    }
}
