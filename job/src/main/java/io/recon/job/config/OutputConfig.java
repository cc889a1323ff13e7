package io.recon.job.config;

import static java.util.Objects.requireNonNull;

/** Where everything goes that leaves the engine: tables, alerts, and the other topics. */
public record OutputConfig(HiveConfig hive, AlertConfig alerts, TopicConfig topics) {
    public OutputConfig {
        requireNonNull(hive, "hive");
        requireNonNull(alerts, "alerts");
        requireNonNull(topics, "topics");
    }

    @Override
    public String toString() {
        return "OutputConfig[…]";
    }
}
