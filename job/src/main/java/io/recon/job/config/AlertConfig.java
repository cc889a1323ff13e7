package io.recon.job.config;

import static java.util.Objects.requireNonNull;

/**
 * How breaks are told.
 *
 * @param kafkaTopic the topic of the alerts
 * @param foldAfter how many alerts of one channel, day and outcome are sent one by one, before
 *     summaries replace them
 * @param delivery whether an alert may come twice
 */
public record AlertConfig(String kafkaTopic, int foldAfter, Delivery delivery) {
    public AlertConfig {
        requireNonNull(kafkaTopic, "kafkaTopic");
        requireNonNull(delivery, "delivery");
    }

    /** Whether alerts are fast or never repeated. */
    public enum Delivery {
        /** Sent at once; a recovery may repeat some. */
        AT_LEAST_ONCE,
        /** Sent with the next checkpoint, each one time. */
        EXACTLY_ONCE
    }

    @Override
    public String toString() {
        return "AlertConfig[…]";
    }
}
