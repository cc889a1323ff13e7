package io.recon.job.wiring;

import io.recon.connectors.order.OrderFileSource;
import io.recon.job.config.ChannelConfig;
import io.recon.job.config.ReconConfig;
import io.recon.job.topology.Branch;
import io.recon.model.order.OrderRecord;
import io.recon.udf.type.DomainTypes;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.core.fs.Path;

/** The sources of a run over files that end. */
public final class BoundedSources {
    private BoundedSources() {}

    /** The orders in a file, or in all files below a directory. */
    public static Source<OrderRecord, ?, ?> orders(ReconConfig config, Path path) {
        return OrderFileSource.of(path, OrderOptions.of(config), DomainTypes.ORDER_RECORD);
    }

    /**
     * A branch for every channel, on the bills in a landing directory.
     *
     * @param mostWaiting how many transactions of all channels and subtasks together may wait for a
     *     close without a timer
     */
    public static List<Branch> branches(
            ReconConfig config, Path landing, int parallelism, long mostWaiting) {
        long share = mostWaiting / parallelism / config.channels().size();
        int mostWaitingInMemory = (int) Math.min(share, Integer.MAX_VALUE);
        return config.channels().values().stream()
                .map(channel -> branch(channel, landing, mostWaitingInMemory))
                .toList();
    }

    private static Branch branch(ChannelConfig channel, Path landing, int mostWaitingInMemory) {
        return ChannelBranches.branch(
                channel,
                ChannelBranches.bills(channel, landing).bounded().build(),
                mostWaitingInMemory);
    }
}
