package io.recon.local.run;

import io.recon.job.config.ReconConfig;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobStatus;
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
        String savepoint;
        try (RemoteJob remote = RemoteJob.of(job.get())) {
            requireRunning(remote, run.getAsLong(), job.get());
            Savepoints savepoints = Savepoints.in(runs, to);
            savepoint =
                    stop
                            ? savepoints.stop(remote, run.getAsLong(), job.get())
                            : savepoints.take(remote);
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
}
