package io.recon.simulator;

import io.recon.simulator.oracle.BusinessDays;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Key;
import io.recon.simulator.story.Step;
import io.recon.simulator.story.Story;
import io.recon.simulator.story.Story.Ending;
import io.recon.simulator.story.Story.Setting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;

/**
 * Makes a story of a seed. Every step gets a time on an imagined wall clock, counted in thousandths
 * of a day from the first day on, most near to where it belongs and some far off; sorted by it they
 * are the schedule.
 */
final class Storyteller {
    /** A day on the imagined clock. */
    private static final int DAY = 1_000;

    /** A step and when it happens. */
    private record Timed(long at, Step step) {}

    private final long seed;
    private final Dice dice;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Timed> steps = new ArrayList<>();
    private final int dayCount;

    private Storyteller(long seed) {
        this.seed = seed;
        dice = new Dice(seed);
        dayCount = dice.between(2, 5);
    }

    /** The story of a seed. */
    static Story tell(long seed) {
        return new Storyteller(seed).tell();
    }

    private Story tell() {
        List<Channel> channels = Casting.channels(dice);
        Setting setting =
                new Setting(
                        dice.pick(1, 1, 2, 3, 4),
                        dice.pick(0, 0, 2),
                        dice.pick(Ending.BOUNDED, Ending.BOUNDED, Ending.DRAINED, Ending.RUNNING));
        Platform platform = new Platform(dice, channels, dayCount);
        for (Platform.Event event : platform.events()) {
            facts.add(event.order());
            deliver(event.order(), event.dayOfStory() * DAY + dice.between(0, DAY));
        }
        for (Channel channel : channels) {
            bills(channel, platform);
            watermarks(channel);
        }
        trouble();
        steps.sort(Comparator.comparingLong(Timed::at));
        return new Story(seed, channels, facts, steps.stream().map(Timed::step).toList(), setting);
    }

    /** Checkpoints and crashes, at any time from the first step to the last. */
    private void trouble() {
        LongSummaryStatistics span = steps.stream().mapToLong(Timed::at).summaryStatistics();
        int count = dice.pick(0, 1, 2, 4, 8);
        for (int i = 0; i < count; i++) {
            steps.add(new Timed(anyOf(span), new Step.Snapshot()));
            if (dice.chance(60)) {
                Step crash = new Step.Crash(dice.pick(0, 0, 1, 2), dice.between(1, 4));
                steps.add(new Timed(anyOf(span), crash));
            }
        }
    }

    private long anyOf(LongSummaryStatistics span) {
        return dice.between(span.getMin(), span.getMax());
    }

    private int pace() {
        return dice.chance(70) ? Step.TO_THE_END : dice.between(0, 2);
    }

    private int subtasks() {
        return dice.chance(60) ? Step.ALL : dice.between(1, 15);
    }

    /** Lets a fact out at about a time: some much later, some early, some again. */
    private void deliver(Fact fact, long at) {
        long when = at;
        if (dice.chance(15)) {
            when += dice.between(0, 5 * DAY);
        } else if (dice.chance(15)) {
            when -= dice.between(0, 3 * DAY);
        }
        steps.add(new Timed(when, new Step.Deliver(fact.id(), pace())));
        while (dice.chance(20)) {
            long again = when + dice.between(-DAY, 4 * DAY);
            steps.add(new Timed(again, new Step.Deliver(fact.id(), pace())));
        }
    }

    private void bills(Channel channel, Platform platform) {
        Bills bills = new Bills(dice, channel, facts.size());
        for (int day = 0; day < dayCount; day++) {
            List<Fact.Line> lines = new ArrayList<>();
            for (Platform.Transaction transaction : platform.transactions()) {
                for (Key key : transaction.keysAt(channel)) {
                    lines.addAll(bills.lines(key, transaction, day));
                }
            }
            for (Fact.Line line : lines) {
                facts.add(line);
                deliver(line, (day + 1L) * DAY + dice.between(0, 300));
            }
            if (dice.chance(15)) {
                long at = (day + 1L) * DAY + dice.between(200, 4 * DAY);
                for (Fact fact : bills.reissue(lines)) {
                    facts.add(fact);
                    deliver(fact, at + dice.between(0, 200));
                }
            }
        }
    }

    /**
     * Seals of the days in order, one of them held for a while or for ever; and the orders' time.
     */
    private void watermarks(Channel channel) {
        BusinessDays days = new BusinessDays(channel);
        LocalDate first = channel.firstDay();
        long sealAt = dice.between(-DAY, DAY);
        seal(channel, first.minusDays(1), sealAt);
        int held = dice.chance(35) ? dice.between(0, dayCount - 1) : dayCount;
        boolean isEverSealed = dice.chance(60);
        for (int day = 0; day < dayCount; day++) {
            if (day == held && !isEverSealed) {
                break;
            }
            long usual = (day + 1L) * DAY + dice.between(200, 600);
            sealAt = Math.max(sealAt, day == held ? usual + dice.between(DAY, 3 * DAY) : usual);
            seal(channel, first.plusDays(day), sealAt);
        }
        long windowMs = channel.rules().window().toMillis();
        for (int day = -2; day <= dayCount; day++) {
            long endMs = days.endOf(first.plusDays(day)).toEpochMilli();
            int count = dice.between(0, 3);
            for (int i = 0; i < count; i++) {
                long watermarkMs =
                        endMs
                                + dice.pick(
                                        -1L,
                                        -1L,
                                        -2L,
                                        0L,
                                        1L,
                                        -windowMs,
                                        -windowMs - 1,
                                        7_200_000L);
                long at = (day + 1L) * DAY + dice.between(0, 800);
                steps.add(
                        new Timed(
                                at,
                                new Step.OrdersTo(
                                        channel.name(), watermarkMs, subtasks(), pace())));
            }
        }
    }

    private void seal(Channel channel, LocalDate through, long at) {
        steps.add(new Timed(at, new Step.BillsTo(channel.name(), through, subtasks(), pace())));
        while (dice.chance(30)) {
            // Told again, as after a recovery, or told to those who have not heard it.
            Step again = new Step.BillsTo(channel.name(), through, subtasks(), pace());
            steps.add(new Timed(at + dice.between(0, DAY), again));
        }
    }
}
