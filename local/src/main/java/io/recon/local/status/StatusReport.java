package io.recon.local.status;

import java.util.List;
import java.util.Optional;

/**
 * Everything that {@code status} has found out.
 *
 * @param atMs when, epoch milliseconds
 * @param job what the job tells; empty if none was found
 * @param channels in the order of their names
 */
record StatusReport(long atMs, Optional<JobFacts> job, List<ChannelStatus> channels) {
    StatusReport {
        channels = List.copyOf(channels);
    }

    boolean jobRuns() {
        return job.filter(JobFacts::isRunning).isPresent();
    }
}
