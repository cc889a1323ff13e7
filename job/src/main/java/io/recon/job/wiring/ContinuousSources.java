package io.recon.job.wiring;

import io.recon.connectors.bill.BillSource;
import io.recon.job.config.ArrivalOptions;
import io.recon.job.config.ChannelConfig;
import io.recon.job.config.ReconConfig;
import io.recon.job.topology.Branch;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** The bills of a job that never ends: those that have landed, and all that will. */
public final class ContinuousSources {
    /** A job that takes checkpoints waits with timers. */
    private static final int MOST_WAITING_IN_MEMORY = 0;

    private ContinuousSources() {}

    /** A branch for every channel, on the bills in the configured landing directory. */
    public static List<Branch> branches(ReconConfig config) {
        Path landing = new Path(config.landing());
        return config.channels().values().stream()
                .map(channel -> branch(channel, landing))
                .toList();
    }

    private static Branch branch(ChannelConfig channel, Path landing) {
        ArrivalOptions arrival = channel.arrival();
        BillSource bills =
                ChannelBranches.bills(channel, landing)
                        .scanInterval(arrival.scanInterval())
                        .billDue(arrival.billDue())
                        .build();
        return ChannelBranches.branch(channel, bills, MOST_WAITING_IN_MEMORY);
    }
}
