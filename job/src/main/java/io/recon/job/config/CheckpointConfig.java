package io.recon.job.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a continuous job goes on from.
 *
 * @param directory where its checkpoints are: an absolute path or a URI
 * @param interval how often it takes one
 */
public record CheckpointConfig(String directory, Duration interval) {
    public CheckpointConfig {
        requireNonNull(directory, "directory");
        requireNonNull(interval, "interval");
    }
}
