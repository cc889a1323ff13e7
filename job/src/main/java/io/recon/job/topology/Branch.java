package io.recon.job.topology;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillRecord;
import io.recon.model.reconcile.Policy;
import java.time.LocalTime;
import java.time.ZoneId;
import org.apache.flink.api.connector.source.Source;

/**
 * What one channel's branch of the topology is made of.
 *
 * @param bills the channel's bills; it alone says by its watermarks which days are sealed
 * @param mostWaitingInMemory how many transactions of each subtask may wait for a close without a
 *     timer; 0 for a job that takes checkpoints
 */
public record Branch(
        String channel,
        ZoneId zone,
        LocalTime cutOff,
        Policy policy,
        Source<BillRecord, ?, ?> bills,
        int mostWaitingInMemory) {
    public Branch {
        requireNonNull(channel, "channel");
        requireNonNull(zone, "zone");
        requireNonNull(cutOff, "cutOff");
        requireNonNull(policy, "policy");
        requireNonNull(bills, "bills");
    }
}
