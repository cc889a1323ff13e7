package io.recon.job.config;

import static java.util.Objects.requireNonNull;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillLimits;
import io.recon.model.day.DayClock;
import io.recon.model.reconcile.Policy;

/**
 * One channel.
 *
 * @param name as configured: lower-case letters, digits, {@code -} and {@code _}; fit for
 *     directories and uids
 * @param bill how its bills are read
 * @param arrival how its bills are waited for
 * @param day when its business days begin
 * @param policy its rules of comparison
 */
public record ChannelConfig(
        String name, BillOptions bill, ArrivalOptions arrival, DayOptions day, Policy policy) {
    public ChannelConfig {
        requireNonNull(name, "name");
        requireNonNull(bill, "bill");
        requireNonNull(arrival, "arrival");
        requireNonNull(day, "day");
        requireNonNull(policy, "policy");
    }

    /** A new clock of this channel's days; not to be shared between threads. */
    public DayClock dayClock() {
        return new DayClock(day.zone(), day.cutOff());
    }

    /** What a reader of this channel's bills must know. */
    public BillContext billContext(BillLimits limits) {
        return new BillContext(name, day.zone(), bill.account(), bill.accounts(), limits);
    }

    @Override
    public String toString() {
        return "ChannelConfig[" + name + "]";
    }
}
