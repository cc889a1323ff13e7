package io.recon.job.config;

import static java.util.Objects.requireNonNull;

/**
 * The topics of all that goes to Kafka besides the alerts.
 *
 * @param days what became of each day
 * @param statistics the latest statistics
 * @param deadLetters what could not be read
 */
public record TopicConfig(String days, String statistics, String deadLetters) {
    public TopicConfig {
        requireNonNull(days, "days");
        requireNonNull(statistics, "statistics");
        requireNonNull(deadLetters, "deadLetters");
    }

    @Override
    public String toString() {
        return "TopicConfig[…]";
    }
}
