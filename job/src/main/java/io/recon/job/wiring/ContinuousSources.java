package io.recon.job.wiring;

import io.recon.connectors.bill.BillSource;
import io.recon.job.config.ChannelConfig;
import io.recon.job.config.ReconConfig;
import io.recon.job.topology.Branch;
import io.recon.udf.type.DomainTypes;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** The bills of a job that never ends: those that have landed, and all that will. */
public final class ContinuousSources {
    private ContinuousSources() {}

    /** A branch for every channel, on the bills in the configured landing directory. */
    public static List<Branch> branches(ReconConfig config) {
        Path landing = new Path(config.landing());
        return config.channels().values().stream()
                .map(channel -> branch(channel, landing))
                .toList();
    }

    private static Branch branch(ChannelConfig channel, Path landing) {
        BillSource.Builder bills =
                BillSource.builder()
                        .landing(landing)
                        .channel(channel.name())
                        .prover(BillProvers.of(channel))
                        .days(channel.day().zone(), channel.day().cutOff())
                        .type(DomainTypes.BILL_RECORD)
                        .scanInterval(java.time.Duration.ofSeconds(1));
        channel.day().firstDay().ifPresent(bills::firstDay);
        return new Branch(
                channel.name(),
                channel.day().zone(),
                channel.day().cutOff(),
                channel.policy(),
                bills.build(),
                0);
    }
}
