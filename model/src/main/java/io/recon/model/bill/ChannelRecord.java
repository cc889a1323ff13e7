package io.recon.model.bill;

import static java.util.Objects.requireNonNull;

/** A bill's record together with the channel whose bill it is of, where channels' streams meet. */
public record ChannelRecord(String channel, BillRecord record) {
    public ChannelRecord {
        requireNonNull(channel, "channel");
        requireNonNull(record, "record");
    }
}
