package io.recon.local.run;

import io.recon.connectors.hive.UnusableTablesException;
import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.ContinuousJob;
import io.recon.local.FailureMessage;
import io.recon.local.Home;
import io.recon.local.UsageException;
import io.recon.local.flink.LocalFlink;
import io.recon.local.output.WorkDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * The continuous job in a Flink of its own inside this JVM. It goes on until it is closed or fails
 * for good.
 */
public final class ContinuousRun implements AutoCloseable {
    private static final Duration CANCEL_TIME = Duration.ofSeconds(30);
    private static final int LOOK_MS = 200;

    private final JobClient job;
    private final RunStart start;
    private final String webAddress;
    private final WorkDirectory work;

    private ContinuousRun(JobClient job, RunStart start, String webAddress, WorkDirectory work) {
        this.job = job;
        this.start = start;
        this.webAddress = webAddress;
        this.work = work;
    }

    /**
     * Starts the job. What it reads and writes must have been looked at before.
     *
     * @param parallelism how many subtasks work side by side
     * @param orderPartitions how many partitions the orders' topic has
     * @throws UnusableTablesException if the tables cannot be used
     * @throws IOException if the job does not start, with the reason
     */
    static ContinuousRun start(
            ReconConfig config, RunStart start, int parallelism, int orderPartitions)
            throws Exception {
        String checkpoints =
                new CheckpointedRuns(config.checkpoints().directory()).make(start.run());
        WorkDirectory work = WorkDirectory.anywhere("run");
        try {
            int port = FlinkPort.free();
            Configuration flink =
                    LocalFlink.continuous(
                            Home.resolve("flink-conf"),
                            work.subdirectory("flink"),
                            parallelism,
                            config.channels().size(),
                            new LocalFlink.Checkpoints(
                                    checkpoints,
                                    config.checkpoints().interval(),
                                    start.from().map(Path::toString),
                                    start.restoreMode()),
                            port);
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.getExecutionEnvironment(flink);
            boolean beginsAnew = start.begunBefore() && start.from().isEmpty();
            ContinuousJob.build(
                    environment,
                    config,
                    new ContinuousJob.Run(start.run(), beginsAnew),
                    orderPartitions);
            JobClient job = environment.executeAsync("reconciliation");
            return new ContinuousRun(job, start, "http://localhost:" + port, work);
        } catch (FlinkException | FlinkRuntimeException e) {
            work.close();
            throw new IOException("the job does not start: " + FailureMessage.of(e), e);
        } catch (Exception e) {
            work.close();
            throw e;
        }
    }

    /**
     * Looks whether everything is ready, makes what the engine writes where it is absent, and
     * starts the job: it goes on from its newest checkpoint.
     *
     * @param parallelism how many subtasks work side by side
     * @throws UsageException with all that the user must mend first
     * @throws IOException if the job does not start, with the reason
     */
    public static ContinuousRun begin(ReconConfig config, int parallelism) throws Exception {
        int partitions = Preparation.prepare(config);
        RunStart start = RunStart.again(new CheckpointedRuns(config.checkpoints().directory()));
        return start(config, start, parallelism, partitions);
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

    /** What the job does at this moment. */
    public JobStatus status() throws IOException, InterruptedException {
        try {
            return job.getJobStatus().get();
        } catch (ExecutionException e) {
            throw new IOException("Flink does not tell how the job is: " + FailureMessage.of(e), e);
        }
    }

    /**
     * Waits for the job's end.
     *
     * @throws IOException if it failed for good, with the reason
     */
    void awaitEnd() throws IOException, InterruptedException {
        try {
            job.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            throw new IOException("the job failed: " + FailureMessage.of(e), e);
        }
    }

    /** Ends the job. Its checkpoints stay, so that it can go on from the newest. */
    @Override
    public void close() {
        try {
            job.cancel().get(CANCEL_TIME.toMillis(), TimeUnit.MILLISECONDS);
            job.getJobExecutionResult().get(CANCEL_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It is cancelled, or has ended before; else the JVM's own end ends it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            work.close();
        }
    }
}
