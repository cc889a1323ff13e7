package io.recon.local.reconcile;

import io.recon.job.topology.ReconciliationTopology;
import io.recon.local.output.TerminalBar;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import me.tongfei.progressbar.ProgressBar;
import org.apache.flink.core.execution.JobClient;

/**
 * Shows on a terminal how far a run has come; shows nothing where standard error is no terminal.
 */
final class Progress implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final ProgressBar bar;
    private final ScheduledExecutorService poller;

    private Progress(ProgressBar bar, ScheduledExecutorService poller) {
        this.bar = bar;
        this.poller = poller;
    }

    static Progress of(JobClient job) {
        if (!TerminalBar.isWanted()) {
            return new Progress(null, null);
        }
        ProgressBar bar = TerminalBar.of("reconcile", "records");
        ScheduledExecutorService poller =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "progress");
                            thread.setDaemon(true);
                            return thread;
                        });
        ScheduledFuture<?> unused =
                poller.scheduleAtFixedRate(
                        () -> poll(job, bar),
                        PERIOD.toMillis(),
                        PERIOD.toMillis(),
                        TimeUnit.MILLISECONDS);
        return new Progress(bar, poller);
    }

    private static void poll(JobClient job, ProgressBar bar) {
        try {
            Map<String, Object> counters =
                    job.getAccumulators().get(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            long orders = count(counters, ReconciliationTopology.ORDERS_READ);
            long lines = count(counters, ReconciliationTopology.LINES_READ);
            bar.stepTo(orders + lines);
            bar.setExtraMessage(
                    String.format(Locale.ROOT, "%,d orders, %,d bill lines", orders, lines));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The job is starting or ending; the next look will tell.
        }
    }

    private static long count(Map<String, Object> counters, String name) {
        return counters.get(name) instanceof Long count ? count : 0;
    }

    @Override
    public void close() {
        if (bar != null) {
            poller.shutdownNow();
            bar.close();
        }
    }
}
