package io.recon.local.run;

import io.recon.job.config.ReconConfig;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.UsageException;
import io.recon.local.flink.FlinkRest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon savepoint}: a savepoint of the job that other processes run. */
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
            "1:the savepoint failed",
            "2:wrong usage or configuration, or no job runs"
        })
public final class SavepointCommand implements Callable<Integer> {
    private static final String FLINK = "--flink";

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Of the job that bin/recon run runs on this machine: the recon.yaml that it was"
                            + " started with.")
    private Path configFile;

    @Option(
            names = FLINK,
            paramLabel = "URL",
            description =
                    "Of a job in a cluster: where its Flink answers, for example"
                            + " http://localhost:8081.")
    private String flink;

    @Option(names = "--stop", description = "End the job with the savepoint.")
    private boolean stop;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description =
                    "Where savepoints go: a directory or URI (default: the directory savepoints in"
                            + " that of the checkpoints; with --flink the one that the cluster is"
                            + " configured with). Each has a directory of its own in it.")
    private String to;

    @Override
    public Integer call() throws Exception {
        ArgumentCheck check = new ArgumentCheck();
        if ((configFile == null) == (flink == null)) {
            check.problem("--config FILE or --flink URL is wanted, one of them: they name the job");
        }
        Optional<ReconConfig> config =
                configFile == null ? Optional.empty() : check.config(configFile);
        Optional<URI> address = flink == null ? Optional.empty() : check.flink(FLINK, flink);
        if (to != null && to.isBlank()) {
            check.problem("--to is empty: DIR is wanted");
        }
        check.end();
        String savepoint =
                address.isPresent() ? inFlink(address.get()) : ofRun(config.orElseThrow());
        PrintWriter console = spec.commandLine().getOut();
        console.println(savepoint);
        console.flush();
        return ExitCode.OK;
    }

    private String inFlink(URI address) throws IOException, UsageException, InterruptedException {
        FlinkSavepoint savepoint = FlinkSavepoint.find(new FlinkRest(address), stop);
        try {
            return stop ? savepoint.stop(to) : savepoint.take(to);
        } catch (IOException e) {
            throw new IOException("the savepoint failed: " + e.getMessage(), e);
        }
    }

    private String ofRun(ReconConfig config)
            throws IOException, UsageException, InterruptedException {
        CheckpointedRuns runs = new CheckpointedRuns(config.checkpoints().directory());
        OptionalLong run = runs.newestRun();
        Optional<RunNotes.Job> noted =
                run.isPresent() ? runs.notes(run.getAsLong()).job() : Optional.empty();
        if (noted.isEmpty()) {
            throw new UsageException(
                    "checkpoints: no job runs with "
                            + config.checkpoints().directory()
                            + "; start one with: bin/recon run --config "
                            + configFile);
        }
        try (RemoteJob remote = RemoteJob.of(noted.get())) {
            requireRunning(remote, run.getAsLong(), noted.get());
            Savepoints savepoints = Savepoints.in(runs, to);
            return stop
                    ? savepoints.stop(remote, run.getAsLong(), noted.get())
                    : savepoints.take(remote);
        } catch (IOException e) {
            throw new IOException("the savepoint failed: " + e.getMessage(), e);
        }
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
