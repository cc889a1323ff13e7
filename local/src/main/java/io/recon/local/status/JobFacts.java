package io.recon.local.status;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a job tells of itself.
 *
 * @param state Flink's word: {@code RUNNING}, {@code RESTARTING}, …
 * @param startedMs since when Flink has it, epoch milliseconds
 * @param checkpoint its newest complete checkpoint; null if there is none since the last start
 * @param pendingOrders change events that wait in Kafka
 * @param channels by name; those that the job does not have are absent
 */
record JobFacts(
        String flink,
        String id,
        String state,
        long startedMs,
        Checkpoint checkpoint,
        OptionalLong pendingOrders,
        Map<String, ChannelMetrics> channels) {
    static final String RUNNING = "RUNNING";

    /**
     * A checkpoint.
     *
     * @param atMs when it was complete, epoch milliseconds
     */
    record Checkpoint(long number, long atMs) {}

    boolean isRunning() {
        return state.equals(RUNNING);
    }

    ChannelMetrics of(String channel) {
        return channels.getOrDefault(channel, ChannelMetrics.NONE);
    }
}
