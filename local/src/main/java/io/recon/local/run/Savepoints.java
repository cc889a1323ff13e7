package io.recon.local.run;

import io.recon.local.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Takes savepoints into a directory. Apart from the command, whose class every other command loads
 * too: they start faster without Flink's classes.
 */
final class Savepoints {
    private final CheckpointedRuns runs;
    private final Path target;

    private Savepoints(CheckpointedRuns runs, Path target) {
        this.runs = runs;
        this.target = target;
    }

    /**
     * Looks whether savepoints can be written, before the job is asked: it would only say that the
     * savepoint failed.
     *
     * @param to a directory or URI; null for the usual one
     */
    static Savepoints in(CheckpointedRuns runs, String to) throws IOException, UsageException {
        String given = to == null ? runs.savepoints().toString() : to;
        try {
            Path path = new Path(given);
            FileSystem files = path.getFileSystem();
            Path target = path.makeQualified(files);
            if (!files.mkdirs(target)) {
                throw new IOException("it cannot be made");
            }
            Path probe = new Path(target, ".written-by-recon");
            try (OutputStream out = files.create(probe, FileSystem.WriteMode.OVERWRITE)) {
                out.write('\n');
            }
            files.delete(probe, false);
            return new Savepoints(runs, target);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("--to " + given + ": cannot be written: " + e.getMessage());
        }
    }

    /** Takes one of a job that goes on, and gives its path. */
    String take(RemoteJob remote) throws IOException, InterruptedException {
        return remote.savepoint(target).toString();
    }

    /** Ends a job with one, and gives its path. */
    String stop(RemoteJob remote, long run, RunNotes.Job job)
            throws IOException, InterruptedException {
        long former = runs.stoppedWith(run).map(RunState::number).orElse(0L);
        runs.notes(run).noteStop(new RunNotes.Stop(job.id(), target));
        Optional<IOException> failure = Optional.empty();
        try {
            remote.stop(target);
        } catch (IOException e) {
            // Its Flink ends with the job, and may do so before it has told the path.
            failure = Optional.of(e);
        }
        Optional<RunState> savepoint =
                runs.stoppedWith(run).filter(state -> state.number() > former);
        if (savepoint.isEmpty()) {
            throw failure.orElseGet(() -> new IOException("there is none in " + target));
        }
        runs.notes(run).noteStoppedWith(savepoint.get());
        return savepoint.get().path().toString();
    }
}
