package io.recon.local.status;

import io.recon.connectors.bill.landing.DayListing;
import io.recon.connectors.bill.landing.Landing;
import io.recon.connectors.file.Directories;
import io.recon.connectors.file.FlinkDirectory;
import io.recon.job.config.ChannelConfig;
import io.recon.local.status.ChannelStatus.Closed;
import io.recon.local.status.Waiting.For;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayClock;
import io.recon.model.day.DayState;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.flink.core.fs.Path;

/** Puts together what the job, the topic and the landing directory say of one channel. */
final class ChannelQuestion {
    private final ChannelConfig channel;
    private final DayClock clock;
    private final NavigableMap<Integer, DayChange> told;
    private final ChannelMetrics metrics;
    private final Consumer<String> problems;

    /**
     * @param problems is told what cannot be found out, in one line each
     */
    ChannelQuestion(
            ChannelConfig channel,
            NavigableMap<Integer, DayChange> told,
            ChannelMetrics metrics,
            Consumer<String> problems) {
        this.channel = channel;
        this.clock = channel.dayClock();
        this.told = told;
        this.metrics = metrics;
        this.problems = problems;
    }

    /**
     * How far the channel is.
     *
     * @param landing the directory of all channels' bills
     */
    ChannelStatus answer(Path landing, long nowMs) {
        Path directory = Directories.child(landing, channel.name());
        OptionalInt openDay = openDay(directory);
        List<DayChange> held =
                told.values().stream()
                        .filter(change -> change.state() == DayState.HELD)
                        .filter(change -> openDay.isEmpty() || change.day() >= openDay.getAsInt())
                        .toList();
        if (openDay.isEmpty()) {
            Waiting first = new Waiting(For.FIRST_BILL, "no day is known before the first bill");
            return new ChannelStatus(
                    channel.name(), openDay, first, closed(openDay), held, 0, metrics);
        }
        int day = openDay.getAsInt();
        long endMs = clock.endOf(day);
        OpenDay open =
                new OpenDay(
                        endMs,
                        Optional.ofNullable(told.get(day)),
                        listing(directory, day),
                        metrics.ordersTimeMs());
        return new ChannelStatus(
                channel.name(),
                openDay,
                open.waiting(nowMs),
                closed(openDay),
                held,
                Math.max(0, nowMs - endMs),
                metrics);
    }

    /** By the job; else by what was told last; else by where a job would begin. */
    private OptionalInt openDay(Path directory) {
        if (metrics.openDay().isPresent()) {
            return OptionalInt.of((int) metrics.openDay().getAsLong());
        }
        OptionalInt lastClosed = lastClosed();
        if (lastClosed.isPresent()) {
            return OptionalInt.of(lastClosed.getAsInt() + 1);
        }
        if (channel.day().firstDay().isPresent()) {
            return OptionalInt.of((int) channel.day().firstDay().get().toEpochDay());
        }
        return listed(directory, Integer.MAX_VALUE).stream().mapToInt(DayListing::day).min();
    }

    private OptionalInt lastClosed() {
        return told.values().stream()
                .filter(change -> change.state() == DayState.CLOSED)
                .mapToInt(DayChange::day)
                .max();
    }

    /** Days that an earlier run has closed and this one has not count as open. */
    private Closed closed(OptionalInt openDay) {
        List<Integer> days =
                told.values().stream()
                        .filter(change -> change.state() == DayState.CLOSED)
                        .map(DayChange::day)
                        .filter(day -> openDay.isEmpty() || day < openDay.getAsInt())
                        .toList();
        return new Closed(
                days.size(),
                days.isEmpty() ? OptionalInt.empty() : OptionalInt.of(days.get(days.size() - 1)));
    }

    private Optional<DayListing> listing(Path directory, int day) {
        return listed(directory, day).stream().filter(one -> one.day() == day).findFirst();
    }

    private List<DayListing> listed(Path directory, int fromDay) {
        try {
            return new Landing(new FlinkDirectory(directory)).listWhatCanBe(fromDay).days();
        } catch (IOException | RuntimeException e) {
            problems.accept("landing: " + directory + " cannot be listed: " + e.getMessage());
            return List.of();
        }
    }
}
