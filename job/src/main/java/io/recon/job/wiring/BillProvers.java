package io.recon.job.wiring;

import io.recon.connectors.bill.format.BillLimits;
import io.recon.connectors.bill.proof.BillProver;
import io.recon.connectors.bill.proof.ChannelBills;
import io.recon.connectors.bill.proof.FormatBillProver;
import io.recon.job.config.ChannelConfig;
import io.recon.job.config.FormatTemplate;

/** What reads the channels' bills. Needs no Flink. */
public final class BillProvers {
    private BillProvers() {}

    /**
     * What reads a channel's bills.
     *
     * @throws IllegalArgumentException if its format is not known or its template cannot be read
     */
    public static BillProver of(ChannelConfig channel) {
        return FormatBillProver.of(
                new ChannelBills(
                        channel.name(),
                        channel.bill().format(),
                        channel.bill().template().map(FormatTemplate::text).orElse(""),
                        channel.day().zone().getId(),
                        channel.bill().account(),
                        channel.bill().accounts(),
                        BillLimits.DEFAULT));
    }
}
