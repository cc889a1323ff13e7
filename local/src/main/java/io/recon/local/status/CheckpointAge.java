package io.recon.local.status;

import java.time.Duration;
import java.util.Optional;

/**
 * Tells when a running job has made no checkpoint for too long. It waits in silence then: while the
 * metastore is away nothing fails, and nothing reaches the tables.
 */
final class CheckpointAge {
    /** One that takes its time is not late yet. */
    private static final Duration LEAST = Duration.ofMinutes(2);

    private static final int INTERVALS = 4;

    private CheckpointAge() {}

    /**
     * What is wrong; empty if nothing is.
     *
     * @param interval how often a checkpoint is due
     */
    static Optional<String> problem(JobFacts job, Duration interval, long nowMs) {
        JobFacts.Checkpoint newest = job.checkpoint();
        long ageMs = nowMs - (newest == null ? job.startedMs() : newest.atMs());
        long mostMs = Math.max(LEAST.toMillis(), interval.multipliedBy(INTERVALS).toMillis());
        if (!job.isRunning() || ageMs <= mostMs) {
            return Optional.empty();
        }
        String which = newest == null ? "there was none since the start, " : "the newest one is ";
        return Optional.of(
                "checkpoints: "
                        + which
                        + Times.span(ageMs)
                        + (newest == null ? " ago" : " old")
                        + ", and one is due every "
                        + Times.span(interval.toMillis())
                        + "; the tables show nothing newer. Look whether the metastore, Kafka and"
                        + " the file systems of the checkpoints and tables answer");
    }
}
