package io.recon.connectors.hive;

import io.recon.connectors.hive.HiveRun.ChannelDays;
import io.recon.model.day.DayClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.StringData;

/** What a run's rows say that their records do not; for one thread. */
final class RunContext implements RowContext {
    /** A power of two. Rows are of a few days at a time. */
    private static final int DATES = 64;

    private static final long DAY_MS = 86_400_000;

    /** The days whose years have four digits. */
    private static final long FIRST_SHORT_DAY = LocalDate.of(0, 1, 1).toEpochDay();

    private static final long LAST_SHORT_DAY = LocalDate.of(9_999, 12, 31).toEpochDay();

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

    @Override
    public StringData instantOf(long epochMs) {
        long day = Math.floorDiv(epochMs, DAY_MS);
        if (day < FIRST_SHORT_DAY || day > LAST_SHORT_DAY) {
            return StringData.fromString(Instant.ofEpochMilli(epochMs).toString());
        }
        int time = (int) (epochMs - day * DAY_MS);
        int millis = time % 1_000;
        int seconds = time / 1_000;
        byte[] text = new byte[millis == 0 ? 20 : 24];
        System.arraycopy(dateOf((int) day).toBytes(), 0, text, 0, 10);
        text[10] = 'T';
        digits(text, 11, 2, seconds / 3_600);
        text[13] = ':';
        digits(text, 14, 2, seconds / 60 % 60);
        text[16] = ':';
        digits(text, 17, 2, seconds % 60);
        if (millis != 0) {
            text[19] = '.';
            digits(text, 20, 3, millis);
        }
        text[text.length - 1] = 'Z';
        return StringData.fromBytes(text);
    }

    private static void digits(byte[] text, int at, int count, int number) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Tells the channels apart by small numbers. */
    int numberOf(String channel) {
        return Math.max(0, channels.indexOf(channel));
    }
}
