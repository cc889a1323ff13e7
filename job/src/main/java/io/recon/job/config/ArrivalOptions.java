package io.recon.job.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a continuous run waits for a channel's bills.
 *
 * @param scanInterval how often the channel's directory is listed
 * @param billDue how long after the end of its day a bill may come before it is overdue
 */
public record ArrivalOptions(Duration scanInterval, Duration billDue) {
    public ArrivalOptions {
        requireNonNull(scanInterval, "scanInterval");
        requireNonNull(billDue, "billDue");
    }
}
