package io.recon.local.tables;

import io.recon.connectors.hive.HiveReader;
import io.recon.job.config.ChannelConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.types.Row;

/** What {@code recon_day} says of the channels' days. */
final class ClosedDays {
    /** What a day was last said to be. */
    private record Change(long run, Instant at, String status, String reason) {}

    private static final class Channel {
        private LocalDate first;
        private long closingRun = Long.MIN_VALUE;
        private LocalDate closedThrough;
        private final TreeMap<LocalDate, Change> last = new TreeMap<>();

        void add(Row row) {
            LocalDate day = row.getFieldAs("day");
            long run = row.<Long>getFieldAs("run");
            if (first == null || day.isBefore(first)) {
                first = day;
            }
            String status = row.getFieldAs("status");
            if (status.equals("CLOSED") && run >= closingRun) {
                // A run that began at an older state closes days anew: the last one is believed.
                boolean isLater = run > closingRun || day.isAfter(closedThrough);
                closedThrough = isLater ? day : closedThrough;
                closingRun = run;
            }
            Change change =
                    new Change(
                            run,
                            Instant.parse(row.getFieldAs("changed_at")),
                            status,
                            row.getFieldAs("reason"));
            last.merge(day, change, Channel::later);
        }

        private static Change later(Change one, Change other) {
            if (one.run() != other.run()) {
                return one.run() > other.run() ? one : other;
            }
            return one.at().compareTo(other.at()) > 0 ? one : other;
        }
    }

    private final Map<String, Channel> channels = new HashMap<>();

    /** Reads them all: they are few. */
    static ClosedDays read(HiveReader tables) throws Exception {
        ClosedDays days = new ClosedDays();
        tables.query(
                "SELECT channel, `day`, status, reason, changed_at, run FROM recon_day",
                row ->
                        days.channels
                                .computeIfAbsent(row.getFieldAs("channel"), name -> new Channel())
                                .add(row));
        return days;
    }

    /** The last closed day of a channel; null if none is closed. Days close in order. */
    LocalDate closedThrough(String channel) {
        Channel known = channels.get(channel);
        return known == null ? null : known.closedThrough;
    }

    /** The first day of a channel that can close: as configured, else the first that was told. */
    LocalDate first(ChannelConfig channel) {
        return channel.day().firstDay().orElseGet(() -> channels.get(channel.name()).first);
    }

    /** Why a day is not closed, for people. */
    String whyOpen(String channel, LocalDate day) {
        Channel known = channels.get(channel);
        if (known == null) {
            return "not closed: nothing is known of the channel's days";
        }
        String through =
                known.closedThrough == null
                        ? "no day is closed"
                        : "days are closed through " + known.closedThrough;
        Change change = known.last.get(day);
        if (change == null) {
            return "not closed: " + through;
        }
        return "not closed: "
                + switch (change.status()) {
                    case "HELD" -> "held: " + change.reason();
                    case "ACCEPTED" -> "accepted, " + through;
                    default -> "open, " + through;
                };
    }
}
