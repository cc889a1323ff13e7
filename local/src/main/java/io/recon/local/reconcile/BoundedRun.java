package io.recon.local.reconcile;

import io.recon.job.config.ReconConfig;
import io.recon.job.topology.OrderInput;
import io.recon.job.topology.Outputs;
import io.recon.job.topology.ReconciliationTopology;
import io.recon.job.wiring.BoundedSources;
import io.recon.local.FailureMessage;
import io.recon.local.Home;
import io.recon.local.flink.LocalFlink;
import io.recon.local.flink.TaskFailures;
import io.recon.udf.reconcile.AtEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * The reconciliation job over files that end, in a Flink of its own inside this JVM. It takes no
 * checkpoints: a run that fails is begun anew.
 */
final class BoundedRun {
    /** One part in so many of the heap is for transactions that wait for their counterpart. */
    private static final long HEAP_SHARE = 8;

    private static final long WAITING_BYTES = 200;

    private final ReconConfig config;
    private final Path orders;
    private final Path landing;

    BoundedRun(ReconConfig config, Path orders, Path landing) {
        this.config = config;
        this.orders = orders;
        this.landing = landing;
    }

    /**
     * Runs the job to its end; what it gives lies in the directory then.
     *
     * @param work where Flink may keep its files; deleted by the caller
     */
    void run(int parallelism, Path work, RunDirectory directory) throws Exception {
        try (TaskFailures failures = TaskFailures.listen()) {
            run(parallelism, work, directory, failures);
        }
    }

    private void run(int parallelism, Path work, RunDirectory directory, TaskFailures failures)
            throws Exception {
        try {
            JobClient job =
                    start(
                            LocalFlink.bounded(
                                    Home.resolve("flink-conf"),
                                    work,
                                    parallelism,
                                    config.channels().size()),
                            directory);
            try (Progress progress = Progress.of(job)) {
                job.getJobExecutionResult().get();
            }
        } catch (ExecutionException | FlinkException | FlinkRuntimeException e) {
            Throwable cause = failures.first().orElse(e);
            throw new IOException("the run failed: " + FailureMessage.of(cause), cause);
        }
    }

    private JobClient start(Configuration flink, RunDirectory directory) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(flink);
        Outputs outputs =
                ReconciliationTopology.build(
                        environment,
                        new OrderInput(
                                BoundedSources.orders(config, flinkPath(orders)),
                                // Every order is read before a day closes: only the files' end is
                                // a watermark.
                                WatermarkStrategy.noWatermarks(),
                                environment.getParallelism()),
                        BoundedSources.branches(
                                config,
                                flinkPath(landing),
                                environment.getParallelism(),
                                Runtime.getRuntime().maxMemory() / HEAP_SHARE / WAITING_BYTES),
                        AtEnd.LEAVE_UNDECIDED);
        directory.keep(outputs);
        return environment.executeAsync("reconcile");
    }

    private static org.apache.flink.core.fs.Path flinkPath(Path path) {
        return new org.apache.flink.core.fs.Path(path.toAbsolutePath().normalize().toUri());
    }
}
