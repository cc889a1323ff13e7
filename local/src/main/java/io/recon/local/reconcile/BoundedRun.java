package io.recon.local.reconcile;

import io.recon.job.config.ReconConfig;
import io.recon.job.topology.Branch;
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
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * The reconciliation job over files that end, in a Flink of its own inside this JVM. A run that
 * fails is begun anew: what the sinks of its files have is in no checkpoint. It takes some only
 * where it writes tables too: their writers would keep a file open for every partition until the
 * end, and with each checkpoint they close them.
 */
final class BoundedRun {
    /** One part in so many of the heap is for transactions that wait for their counterpart. */
    private static final long HEAP_SHARE = 8;

    private static final long WAITING_BYTES = 200;

    private final ReconConfig config;
    private final Path orders;
    private final Path landing;

    /** Null where it writes nothing but files. */
    private final RunTables tables;

    BoundedRun(ReconConfig config, Path orders, Path landing) {
        this(config, orders, landing, null);
    }

    /** A run that writes tables too. */
    BoundedRun(ReconConfig config, Path orders, Path landing, RunTables tables) {
        this.config = config;
        this.orders = orders;
        this.landing = landing;
        this.tables = tables;
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
            JobClient job = start(flink(work, parallelism), directory);
            try (Progress progress = Progress.of(job)) {
                job.getJobExecutionResult().get();
            }
        } catch (ExecutionException | FlinkException | FlinkRuntimeException e) {
            Throwable cause = failures.first().orElse(e);
            throw new IOException("the run failed: " + FailureMessage.of(cause), cause);
        }
    }

    private Configuration flink(Path work, int parallelism) {
        Path settings = Home.resolve("flink-conf");
        int channels = config.channels().size();
        return tables == null
                ? LocalFlink.bounded(settings, work, parallelism, channels)
                : LocalFlink.boundedWithCheckpoints(settings, work, parallelism, channels);
    }

    /** A checkpoint would give a timer to each transaction that waits in memory. */
    private long mostWaiting() {
        return tables == null ? Runtime.getRuntime().maxMemory() / HEAP_SHARE / WAITING_BYTES : 0;
    }

    private JobClient start(Configuration flink, RunDirectory directory) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(flink);
        List<Branch> branches =
                BoundedSources.branches(
                        config, flinkPath(landing), environment.getParallelism(), mostWaiting());
        Outputs outputs =
                ReconciliationTopology.build(
                        environment,
                        new OrderInput(
                                BoundedSources.orders(config, flinkPath(orders)),
                                // Every order is read before a day closes: only the files' end is
                                // a watermark.
                                WatermarkStrategy.noWatermarks(),
                                environment.getParallelism()),
                        branches,
                        AtEnd.LEAVE_UNDECIDED);
        directory.keep(outputs);
        if (tables != null) {
            tables.attach(environment, outputs, branches);
        }
        return environment.executeAsync("reconcile");
    }

    private static org.apache.flink.core.fs.Path flinkPath(Path path) {
        return new org.apache.flink.core.fs.Path(path.toAbsolutePath().normalize().toUri());
    }
}
