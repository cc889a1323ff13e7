package io.recon.local.run;

import io.recon.connectors.hive.UnusableTablesException;
import io.recon.job.config.ReconConfig;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.LandingDirectory;
import io.recon.local.Message;
import io.recon.local.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobStatus;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/recon run}: the continuous job, until somebody ends it. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the continuous job in a local Flink, until it is interrupted.",
            "Started again it goes on from its newest checkpoint, however it ended."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the job was cancelled",
            "1:the job failed for good",
            "2:wrong usage or configuration; no job was started"
        })
public final class RunCommand implements Callable<Integer> {
    private static final int MOST_PARALLELISM = 256;
    private static final int MOST_PARALLELISM_UNASKED = 16;
    private static final int LOOK_MS = 1_000;

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "recon.yaml: the channels, Kafka, the landing directory and the tables.")
    private Path configFile;

    @ArgGroup private State state = new State();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description =
                    "How many subtasks work side by side (default: the machine's cores, at most"
                            + " 16). It may differ from start to start.")
    private int parallelism =
            Math.min(MOST_PARALLELISM_UNASKED, Runtime.getRuntime().availableProcessors());

    /** At most one of them; by default it goes on from the newest checkpoint. */
    private static final class State {
        @Option(
                names = "--fresh",
                description =
                        "Forget what was read and decided, and begin anew: a new run in the"
                                + " tables.")
        private boolean fresh;

        @Option(
                names = "--from",
                paramLabel = "SAVEPOINT",
                description = "Go on from this savepoint or checkpoint: a new run in the tables.")
        private String from;
    }

    @Override
    public Integer call() throws Exception {
        ReconConfig config = check();
        try (RunLock lock = RunLock.of(config.checkpoints().directory())) {
            RunLog.open(configFile);
            RunStart start = begin(config);
            int partitions = Preparation.prepare(config);
            try (ContinuousRun run = ContinuousRun.start(config, start, parallelism, partitions)) {
                Thread atExit = new Thread(run::close, "end the job");
                Runtime.getRuntime().addShutdownHook(atExit);
                tell(config, run);
                watch(run);
                Runtime.getRuntime().removeShutdownHook(atExit);
            }
        } catch (UnusableTablesException e) {
            throw new UsageException(e.getMessage());
        }
        return ExitCode.OK;
    }

    private ReconConfig check() throws UsageException {
        ArgumentCheck check = new ArgumentCheck();
        Optional<ReconConfig> config = check.config(configFile);
        config.ifPresent(check::kafka);
        config.ifPresent(check::tables);
        config.ifPresent(check::landing);
        if (parallelism < 1 || parallelism > MOST_PARALLELISM) {
            check.problem(
                    "--parallelism " + parallelism + ": must be from 1 to " + MOST_PARALLELISM);
        }
        check.end();
        return config.orElseThrow();
    }

    private RunStart begin(ReconConfig config) throws IOException, UsageException {
        CheckpointedRuns runs = new CheckpointedRuns(config.checkpoints().directory());
        if (state.from != null) {
            return RunStart.from(runs, state.from);
        }
        return state.fresh ? RunStart.fresh(runs) : RunStart.again(runs);
    }

    private void tell(ReconConfig config, ContinuousRun run) throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        console.printf(
                "run %d %s%n",
                run.begun().run(),
                run.begun().from().map(from -> "goes on from " + from).orElse("begins"));
        console.println("Flink's web page: " + run.webAddress());
        console.println("log: " + RunLog.file(configFile));
        console.flush();
        PrintWriter errors = spec.commandLine().getErr();
        LandingDirectory.of(config).ifPresent(landing -> warnOfOthers(landing, config, errors));
        errors.flush();
    }

    private static void warnOfOthers(
            LandingDirectory landing, ReconConfig config, PrintWriter errors) {
        try {
            landing.unread(config.channels().keySet())
                    .forEach(warning -> Message.print(errors, warning));
        } catch (IOException e) {
            Message.print(errors, config.landing() + " cannot be listed: " + e.getMessage());
        }
    }

    /** Says when the job fails and when it runs again, until its end. */
    private void watch(ContinuousRun run) throws IOException, InterruptedException {
        PrintWriter console = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        JobStatus told = JobStatus.INITIALIZING;
        JobStatus now = run.status();
        while (!now.isGloballyTerminalState()) {
            if (now == JobStatus.RUNNING && told != now) {
                console.println("running");
                console.flush();
                told = now;
            } else if (now == JobStatus.RESTARTING && told != now) {
                Message.print(errors, "the job failed and is started again; its log says why");
                errors.flush();
                told = now;
            }
            Thread.sleep(LOOK_MS);
            now = run.status();
        }
        run.awaitEnd();
    }
}
