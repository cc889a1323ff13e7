package io.recon.job.wiring;

import io.recon.connectors.bill.BillSource;
import io.recon.job.config.ChannelConfig;
import io.recon.job.topology.Branch;
import io.recon.udf.type.DomainTypes;
import org.apache.flink.core.fs.Path;

/** What the branches of all runs have in common. */
final class ChannelBranches {
    private ChannelBranches() {}

    /** The bills of a channel in a landing directory. */
    static BillSource.Builder bills(ChannelConfig channel, Path landing) {
        BillSource.Builder bills =
                BillSource.builder()
                        .landing(landing)
                        .channel(channel.name())
                        .prover(BillProvers.of(channel))
                        .days(channel.day().zone(), channel.day().cutOff())
                        .type(DomainTypes.BILL_RECORD);
        channel.day().firstDay().ifPresent(bills::firstDay);
        return bills;
    }

    static Branch branch(ChannelConfig channel, BillSource bills, int mostWaitingInMemory) {
        return new Branch(
                channel.name(),
                channel.day().zone(),
                channel.day().cutOff(),
                channel.policy(),
                bills,
                mostWaitingInMemory);
    }
}
