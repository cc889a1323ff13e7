package io.recon.local.run;

import io.recon.connectors.hive.UnusableTablesException;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.CheckpointedState;
import io.recon.job.wiring.ContinuousJob;
import io.recon.local.FailureMessage;
import io.recon.local.Home;
import io.recon.local.UsageException;
import io.recon.local.flink.LocalFlink;
import io.recon.local.output.WorkDirectory;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * The continuous job in a Flink of its own inside this JVM. It goes on until it is closed or fails
 * for good.
 */
public final class ContinuousRun implements AutoCloseable {
    private static final Duration CANCEL_TIME = Duration.ofSeconds(30);

    /** So many ports are tried if others take them first. */
    private static final int MOST_PORTS = 5;

    private static final int LOOK_MS = 200;

    private final JobClient job;
    private final CompletableFuture<JobExecutionResult> end;
    private final RunStart start;
    private final Beginning beginning;
    private final String webAddress;
    private final WorkDirectory work;

    private ContinuousRun(JobClient job, RunStart start, Beginning beginning, Place place) {
        this.job = job;
        this.end = job.getJobExecutionResult();
        this.start = start;
        this.beginning = beginning;
        this.webAddress = place.webAddress();
        this.work = place.work();
    }

    /**
     * What a job begins with.
     *
     * @param runs all runs of its directory
     * @param number that of the state that it goes on from; 0 if it begins with nothing
     * @param letGo the channels whose state it does not take over
     * @param givenUp those, and the channels whose state was let go before
     */
    private record Beginning(
            CheckpointedRuns runs, long number, Set<String> letGo, Set<String> givenUp) {
        static Beginning withNothing(CheckpointedRuns runs) {
            return new Beginning(runs, 0, Set.of(), Set.of());
        }
    }

    /** Where a job runs on this machine. */
    private record Place(WorkDirectory work, int port) {
        String webAddress() {
            return "http://localhost:" + port;
        }
    }

    /**
     * Starts the job. What it reads and writes must have been looked at before.
     *
     * @param parallelism how many subtasks work side by side
     * @param orderPartitions how many partitions the orders' topic has
     * @param dropped the channels whose state may go
     * @throws UsageException if state would be lost that nobody gave up; nothing is begun then
     * @throws UnusableTablesException if the tables cannot be used
     * @throws IOException if the job does not start, with the reason
     */
    static ContinuousRun start(
            ReconConfig config,
            RunStart start,
            int parallelism,
            int orderPartitions,
            Set<String> dropped)
            throws Exception {
        return start(config, start, parallelism, orderPartitions, dropped, new Configuration());
    }

    /**
     * Likewise.
     *
     * @param more further settings of Flink
     */
    private static ContinuousRun start(
            ReconConfig config,
            RunStart start,
            int parallelism,
            int orderPartitions,
            Set<String> dropped,
            Configuration more)
            throws Exception {
        CheckpointedRuns runs = new CheckpointedRuns(config.checkpoints().directory());
        Optional<CheckpointedState> state =
                start.from().isEmpty()
                        ? Optional.empty()
                        : Optional.of(CheckpointedState.read(start.from().get()));
        WorkDirectory work = WorkDirectory.anywhere("run");
        try {
            StreamExecutionEnvironment environment =
                    environment(config, start, runs, parallelism, work);
            ContinuousJob.build(
                    environment,
                    config,
                    start.run(),
                    state.map(from -> from.orderReaders(orderPartitions)).orElse(orderPartitions));
            StreamGraph graph = environment.getStreamGraph();
            graph.setJobName("reconciliation");
            Beginning beginning = Beginning.withNothing(runs);
            if (state.isPresent()) {
                beginning = restored(graph, config, start, state.get(), runs, dropped);
                environment.configure(restore(start, beginning));
            }
            RunNotes notes = note(config, start, beginning);
            environment.configure(more);
            Started started = execute(environment, graph, work);
            notes.noteJob(new RunNotes.Job(started.place().webAddress(), started.job().getJobID()));
            return new ContinuousRun(started.job(), start, beginning, started.place());
        } catch (FlinkException | FlinkRuntimeException e) {
            work.close();
            throw new IOException("the job does not start: " + FailureMessage.of(e), e);
        } catch (Exception e) {
            work.close();
            throw e;
        }
    }

    private record Started(JobClient job, Place place) {}

    /** A port that is free now may be taken by another when Flink comes to bind it. */
    private static Started execute(
            StreamExecutionEnvironment environment, StreamGraph graph, WorkDirectory work)
            throws Exception {
        for (int attempt = 1; ; attempt++) {
            Place place = new Place(work, FlinkPort.free());
            environment.configure(LocalFlink.webPage(place.port()));
            try {
                return new Started(environment.executeAsync(graph), place);
            } catch (FlinkException | FlinkRuntimeException e) {
                boolean isTaken = ExceptionUtils.findThrowable(e, BindException.class).isPresent();
                if (!isTaken || attempt == MOST_PORTS) {
                    throw e;
                }
            }
        }
    }

    private static StreamExecutionEnvironment environment(
            ReconConfig config,
            RunStart start,
            CheckpointedRuns runs,
            int parallelism,
            WorkDirectory work)
            throws IOException {
        return StreamExecutionEnvironment.getExecutionEnvironment(
                LocalFlink.continuous(
                        Home.resolve("flink-conf"),
                        work.subdirectory("flink"),
                        parallelism,
                        config.channels().size(),
                        new LocalFlink.Checkpoints(
                                runs.uriOf(start.run()), config.checkpoints().interval())));
    }

    /**
     * Lets no operator begin without the state that it had, nor a channel whose state was let go.
     */
    private static Beginning restored(
            StreamGraph graph,
            ReconConfig config,
            RunStart start,
            CheckpointedState state,
            CheckpointedRuns runs,
            Set<String> dropped)
            throws IOException, UsageException {
        Set<OperatorID> taken = new HashSet<>();
        for (JobVertex vertex : graph.getJobGraph().getVertices()) {
            for (OperatorIDPair ids : vertex.getOperatorIDs()) {
                taken.add(ids.getUserDefinedOperatorID().orElse(ids.getGeneratedOperatorID()));
            }
        }
        UnclaimedState unclaimed =
                new UnclaimedState(start.from().orElseThrow().toString(), state.operators(), taken);
        Set<String> givenUp = new HashSet<>(runs.givenUp(start.run()));
        unclaimed.refuseReturns(config.channels().keySet(), givenUp);
        Set<String> letGo = unclaimed.letGo(runs.channels(), dropped);
        givenUp.addAll(letGo);
        return new Beginning(runs, state.number(), letGo, givenUp);
    }

    /** What Flink takes from there when it executes a graph, whatever that says itself. */
    private static Configuration restore(RunStart start, Beginning beginning) {
        Configuration flink = new Configuration();
        flink.set(StateRecoveryOptions.SAVEPOINT_PATH, start.from().orElseThrow().toString());
        flink.set(StateRecoveryOptions.RESTORE_MODE, start.restoreMode());
        flink.set(
                StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE,
                !beginning.letGo().isEmpty());
        return flink;
    }

    /** Takes the run's number: in its directory first, so that no start passes over it. */
    private static RunNotes note(ReconConfig config, RunStart start, Beginning beginning)
            throws IOException, UsageException {
        RunNotes notes = beginning.runs().notes(start.run());
        if (!start.ownsState()) {
            notes.noteOrigin(start.from().orElseThrow());
        }
        notes.noteGivenUp(beginning.givenUp());
        notes.noteChannels(config.channels().keySet());
        Preparation.noteRun(config, start.run());
        return notes;
    }

    /**
     * Looks whether everything is ready, makes what the engine writes where it is absent, and
     * starts the job: it goes on from its newest state.
     *
     * @param parallelism how many subtasks work side by side
     * @throws UsageException with all that the user must mend first
     * @throws IOException if the job does not start, with the reason
     */
    public static ContinuousRun begin(ReconConfig config, int parallelism) throws Exception {
        return begin(config, parallelism, new Configuration());
    }

    /**
     * Likewise.
     *
     * @param more further settings of Flink
     */
    static ContinuousRun begin(ReconConfig config, int parallelism, Configuration more)
            throws Exception {
        Preparation.check(config);
        RunStart start =
                RunStart.again(
                        new CheckpointedRuns(config.checkpoints().directory()),
                        Preparation.lastRun(config));
        return start(config, start, parallelism, Preparation.make(config), Set.of(), more);
    }

    /** Waits until the job runs. */
    public void awaitRunning(Duration atMost) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (status() != JobStatus.RUNNING) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the job does not run; it is " + status());
            }
            Thread.sleep(LOOK_MS);
        }
    }

    /** Flink's web page. */
    public String webAddress() {
        return webAddress;
    }

    RunStart begun() {
        return start;
    }

    /** The channels whose state was not taken over. */
    Set<String> letGo() {
        return beginning.letGo();
    }

    /**
     * The savepoint with which somebody has stopped the job, noted for the next start; empty if it
     * was not stopped so.
     */
    Optional<String> stoppedWith() throws IOException {
        Optional<RunState> savepoint =
                beginning
                        .runs()
                        .stoppedWith(start.run())
                        .filter(one -> one.number() > beginning.number());
        if (savepoint.isPresent()) {
            notes().noteStoppedWith(savepoint.get());
        }
        return savepoint.map(state -> state.path().toString());
    }

    private RunNotes notes() {
        return beginning.runs().notes(start.run());
    }

    /** What the job does at this moment. */
    public JobStatus status() throws IOException, InterruptedException {
        try {
            return job.getJobStatus().get();
        } catch (ExecutionException e) {
            if (end.isDone()) {
                return endStatus();
            }
            throw new IOException("Flink does not tell how the job is: " + FailureMessage.of(e), e);
        } catch (IllegalStateException e) {
            // This Flink goes away with its job.
            return endStatus();
        }
    }

    private JobStatus endStatus() throws InterruptedException {
        try {
            end.get();
            return JobStatus.FINISHED;
        } catch (ExecutionException e) {
            return isCancellation(e) ? JobStatus.CANCELED : JobStatus.FAILED;
        }
    }

    private static boolean isCancellation(ExecutionException e) {
        return ExceptionUtils.findThrowable(e, JobCancellationException.class).isPresent();
    }

    /**
     * Waits for the job's end.
     *
     * @throws IOException if it failed for good, with the reason
     */
    void awaitEnd() throws IOException, InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            if (!isCancellation(e)) {
                throw new IOException("the job failed: " + FailureMessage.of(e), e);
            }
        }
    }

    /** Ends the job. Its checkpoints stay, so that it can go on from the newest. */
    @Override
    public void close() {
        try {
            job.cancel().get(CANCEL_TIME.toMillis(), TimeUnit.MILLISECONDS);
            end.get(CANCEL_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            // It is cancelled, or has ended before; else the JVM's own end ends it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            forget();
        }
    }

    private void forget() {
        try {
            notes().forgetJob();
        } catch (IOException e) {
            // Whoever asks for the job there finds that it does not answer.
        } finally {
            work.close();
        }
    }
}
