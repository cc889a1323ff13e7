package io.recon.local.workload;

import io.recon.model.TransactionKey;
import java.util.List;

/**
 * A whole workload in memory: all that goes into a reconciliation, and what was planted in it.
 *
 * @param planted what the stories say must come out, as a check of the oracle
 */
public record Workload(
        List<Channel> channels,
        CdcEncoding encoding,
        List<OrderFile> orderFiles,
        List<Planted> planted) {
    public Workload {
        channels = List.copyOf(channels);
        orderFiles = List.copyOf(orderFiles);
        planted = List.copyOf(planted);
    }

    /** A channel and its bills, one directory per day. */
    public record Channel(ChannelPlan plan, List<PlannedDay> days) {
        public Channel {
            days = List.copyOf(days);
        }
    }

    /**
     * What was planted for a transaction.
     *
     * @param outcome the main result's, or empty where none is due
     * @param duplicates how many DUPLICATE results are due
     */
    public record Planted(Story story, TransactionKey key, String outcome, int duplicates) {}
}
