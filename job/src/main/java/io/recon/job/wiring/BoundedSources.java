package io.recon.job.wiring;

import io.recon.connectors.bill.BillSource;
import io.recon.connectors.order.OrderFileSource;
import io.recon.connectors.order.OrderParserOptions;
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
        OrderParserOptions options =
                new OrderParserOptions(
                        config.platform().columns(),
                        config.platform().statuses(),
                        config.platform().amountUnit(),
                        config.channels().keySet());
        return OrderFileSource.of(path, options, DomainTypes.ORDER_RECORD);
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
        BillSource.Builder bills =
                BillSource.builder()
                        .landing(landing)
                        .channel(channel.name())
                        .prover(BillProvers.of(channel))
                        .days(channel.day().zone(), channel.day().cutOff())
                        .type(DomainTypes.BILL_RECORD)
                        .bounded();
        channel.day().firstDay().ifPresent(bills::firstDay);
        return new Branch(
                channel.name(),
                channel.day().zone(),
                channel.day().cutOff(),
                channel.policy(),
                bills.build(),
                mostWaitingInMemory);
    }
}
