package io.recon.local.run;

import io.recon.job.config.ReconConfig;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon savepoint}: a savepoint of the job that another process runs. */
@Command(
        name = "savepoint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes a savepoint of the running job, and prints its path.",
            "With --stop the job ends there, and the next run goes on from it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the savepoint failed; the job goes on",
            "2:wrong usage or configuration, or no job runs"
        })
public final class SavepointCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The recon.yaml that the job was started with.")
    private java.nio.file.Path configFile;

    @Option(names = "--stop", description = "End the job with the savepoint.")
    private boolean stop;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description =
                    "Where savepoints go: a directory or URI (default: the directory savepoints in"
                            + " that of the checkpoints). Each has a directory of its own in it.")
    private String to;

    @Override
    public Integer call() throws Exception {
        ReconConfig config = check();
        CheckpointedRuns runs = new CheckpointedRuns(config.checkpoints().directory());
        OptionalLong run = runs.newestRun();
        Optional<RunNotes.Job> job =
                run.isPresent() ? runs.notes(run.getAsLong()).job() : Optional.empty();
        if (job.isEmpty()) {
            throw new UsageException(
                    "checkpoints: no job runs with "
                            + config.checkpoints().directory()
                            + "; start one with: bin/recon run --config "
                            + configFile);
        }
        Path savepoint;
        try (RemoteJob remote = RemoteJob.of(job.get())) {
            requireRunning(remote, run.getAsLong(), job.get());
            Path target = target(runs);
            savepoint =
                    stop
                            ? stop(remote, runs, run.getAsLong(), job.get(), target)
                            : remote.savepoint(target);
        } catch (IOException e) {
            throw new IOException("the savepoint failed: " + e.getMessage(), e);
        }
        PrintWriter console = spec.commandLine().getOut();
        console.println(savepoint);
        console.flush();
        return ExitCode.OK;
    }

    private ReconConfig check() throws UsageException {
        ArgumentCheck check = new ArgumentCheck();
        Optional<ReconConfig> config = check.config(configFile);
        if (to != null && to.isBlank()) {
            check.problem("--to is empty: DIR is wanted");
        }
        check.end();
        return config.orElseThrow();
    }

    private static void requireRunning(RemoteJob remote, long run, RunNotes.Job job)
            throws UsageException, InterruptedException {
        String name = "the job of run " + run + " at " + job.address();
        JobStatus status;
        try {
            status = remote.statusOnceStarted();
        } catch (IOException e) {
            throw new UsageException(
                    "checkpoints: "
                            + name
                            + " does not answer: it was killed, or runs on another machine ("
                            + e.getMessage()
                            + ")");
        }
        if (status != JobStatus.RUNNING) {
            throw new UsageException(
                    "checkpoints: "
                            + name
                            + " is "
                            + status
                            + "; a savepoint needs one that is RUNNING");
        }
    }

    /** Found out before the job is asked: it would only say that the savepoint failed. */
    private Path target(CheckpointedRuns runs) throws IOException, UsageException {
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
            return target;
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("--to " + given + ": cannot be written: " + e.getMessage());
        }
    }

    private static Path stop(
            RemoteJob remote, CheckpointedRuns runs, long run, RunNotes.Job job, Path target)
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
        return savepoint.get().path();
    }
}
