package io.recon.connectors.hive;

import io.recon.connectors.hive.HiveRun.ChannelDays;
import io.recon.model.day.DayClock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.StringData;

/** What a run's rows say that their records do not; for one thread. */
final class RunContext implements RowContext {
    /** A power of two. Rows are of a few days at a time. */
    private static final int DATES = 64;

    private final HiveRun run;
    private final List<String> channels;
    private final Map<String, DayClock> clocks = new HashMap<>();
    private final int[] dateDays = new int[DATES];
    private final StringData[] dates = new StringData[DATES];
    private long nowMs;

    RunContext(HiveRun run) {
        this.run = run;
        this.channels = run.channels().keySet().stream().sorted().toList();
    }

    RunContext at(long newNowMs) {
        nowMs = newNowMs;
        return this;
    }

    @Override
    public long run() {
        return run.number();
    }

    @Override
    public long nowMs() {
        return nowMs;
    }

    @Override
    public int dayOf(String channel, long instantMs) {
        return clocks.computeIfAbsent(channel, this::clock).dayOf(instantMs);
    }

    private DayClock clock(String channel) {
        ChannelDays days = run.channels().get(channel);
        if (days == null) {
            throw new IllegalStateException(
                    "a record is of channel \""
                            + channel
                            + "\", but the channels are "
                            + run.channels().keySet());
        }
        return new DayClock(days.zone(), days.cutOff());
    }

    @Override
    public StringData dateOf(int epochDay) {
        int slot = epochDay & (DATES - 1);
        if (dates[slot] == null || dateDays[slot] != epochDay) {
            dates[slot] = StringData.fromString(LocalDate.ofEpochDay(epochDay).toString());
            dateDays[slot] = epochDay;
        }
        return dates[slot];
    }

    /** Tells the channels apart by small numbers. */
    int numberOf(String channel) {
        return Math.max(0, channels.indexOf(channel));
    }
}
