package io.recon.local.run;

import io.recon.connectors.hive.UnusableTablesException;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.CheckpointedState;
import io.recon.local.ArgumentCheck;
import io.recon.local.ExitCode;
import io.recon.local.LandingDirectory;
import io.recon.local.Message;
import io.recon.local.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
            "Started again it goes on from its newest state, however it ended."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the job was cancelled, or stopped with a savepoint",
            "1:the job failed for good",
            "2:wrong usage or configuration; no job was started"
        })
public final class RunCommand implements Callable<Integer> {
    private static final int MOST_PARALLELISM = 256;
    private static final int MOST_PARALLELISM_UNASKED = 16;

    /** More often than a failed job waits before it is started again. */
    private static final int LOOK_MS = 200;

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

    @Option(
            names = "--drop-channel",
            paramLabel = "NAME",
            description =
                    "Give up what a channel waits for that is no longer configured. May be given"
                            + " several times.")
    private Set<String> dropped = new TreeSet<>();

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
            Preparation.check(config);
            RunStart start = begin(config);
            int partitions = Preparation.make(config);
            try (ContinuousRun run =
                    ContinuousRun.start(config, start, parallelism, partitions, dropped)) {
                Thread atExit = new Thread(run::close, "end the job");
                Runtime.getRuntime().addShutdownHook(atExit);
                tell(config, run);
                watch(run);
                forget(atExit);
            }
        } catch (UnusableTablesException e) {
            throw new UsageException(e.getMessage());
        }
        return ExitCode.OK;
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // It ends the job at this moment.
        }
    }

    private ReconConfig check() throws UsageException {
        ArgumentCheck check = new ArgumentCheck();
        Optional<ReconConfig> config = check.config(configFile);
        config.ifPresent(check::kafka);
        config.ifPresent(check::tables);
        config.ifPresent(read -> ConfiguredLanding.check(read, check));
        if (parallelism < 1 || parallelism > MOST_PARALLELISM) {
            check.problem(
                    "--parallelism " + parallelism + ": must be from 1 to " + MOST_PARALLELISM);
        }
        config.ifPresent(read -> checkDropped(read, check));
        check.end();
        return config.orElseThrow();
    }

    private void checkDropped(ReconConfig config, ArgumentCheck check) {
        for (String channel : dropped) {
            if (config.channels().containsKey(channel)) {
                check.problem(
                        "--drop-channel "
                                + channel
                                + ": is configured; take it out of channels first");
            }
        }
    }

    private RunStart begin(ReconConfig config) throws IOException, UsageException {
        CheckpointedRuns runs = new CheckpointedRuns(config.checkpoints().directory());
        long lastRun = Preparation.lastRun(config);
        if (state.from != null) {
            RunStart start = RunStart.from(runs, lastRun, state.from);
            requireReadable(start);
            return start;
        }
        if (state.fresh) {
            return RunStart.fresh(runs, lastRun);
        }
        if (runs.newestRun().orElse(0) < lastRun) {
            Message.print(
                    spec.commandLine().getErr(),
                    "checkpoints: "
                            + config.checkpoints().directory()
                            + " does not have run "
                            + lastRun
                            + ", the newest of the tables: a new run begins");
        }
        return RunStart.again(runs, lastRun);
    }

    /** Found out before anything is made for the job. */
    private static void requireReadable(RunStart start) throws UsageException {
        try {
            CheckpointedState.read(start.from().orElseThrow());
        } catch (IOException e) {
            throw new UsageException("--from " + e.getMessage());
        }
    }

    private void tell(ReconConfig config, ContinuousRun run) throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        console.println(run.begun().told());
        if (!run.letGo().isEmpty()) {
            console.println("without the state of: " + String.join(", ", run.letGo()));
        }
        console.println("Flink's web page: " + run.webAddress());
        console.println("log: " + RunLog.file(configFile));
        console.flush();
        PrintWriter errors = spec.commandLine().getErr();
        ConfiguredLanding.onThisMachine(config)
                .ifPresent(landing -> warnOfOthers(landing, config, errors));
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
                refuseToGoBack(run);
                Message.print(errors, "the job failed and is started again; its log says why");
                errors.flush();
                told = now;
            }
            Thread.sleep(LOOK_MS);
            now = run.status();
        }
        run.awaitEnd();
        run.stoppedWith()
                .ifPresent(savepoint -> console.println("stopped with a savepoint: " + savepoint));
        console.flush();
    }

    /**
     * A job that fails after its last savepoint and before its end would begin again at an older
     * checkpoint, and write what is in the tables.
     */
    private static void refuseToGoBack(ContinuousRun run) throws IOException {
        Optional<String> savepoint = run.stoppedWith();
        if (savepoint.isPresent()) {
            throw new IOException(
                    "the job failed while it stopped, and its savepoint is complete; the next run"
                            + " goes on from "
                            + savepoint.get());
        }
    }
}
