package io.recon.local.status;

import static java.util.Objects.requireNonNull;

import io.recon.model.day.DayChange;
import java.util.List;
import java.util.OptionalInt;

/**
 * How far a channel is.
 *
 * @param openDay the day that closes next, epoch days; empty while none is known
 * @param closed the days that are closed
 * @param held the days that are held, in their order
 * @param closeLagMs how long ago the open day ended, milliseconds; 0 before its end
 * @param metrics what the job tells; nothing if none runs
 */
record ChannelStatus(
        String channel,
        OptionalInt openDay,
        Waiting waiting,
        Closed closed,
        List<DayChange> held,
        long closeLagMs,
        ChannelMetrics metrics) {
    ChannelStatus {
        requireNonNull(waiting, "waiting");
        held = List.copyOf(held);
    }

    /**
     * Closed days.
     *
     * @param count how many are known of
     * @param through the last one, epoch days; empty if there is none
     */
    record Closed(int count, OptionalInt through) {}
}
