package io.recon.simulator;

import io.recon.simulator.oracle.BusinessDays;
import io.recon.simulator.oracle.Heard;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Fact.Place;
import io.recon.simulator.story.Fact.Said;
import io.recon.simulator.story.Key;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Makes one channel's bills. */
final class Bills {
    private static final List<String> FILES = List.of("a.csv", "b.csv", "b.zip#c.csv");

    private final Dice dice;
    private final Channel channel;
    private final BusinessDays days;
    private int id;
    private int line;

    /**
     * @param firstId of the facts that it makes
     */
    Bills(Dice dice, Channel channel, int firstId) {
        this.dice = dice;
        this.channel = channel;
        days = new BusinessDays(channel);
        id = firstId;
    }

    /**
     * What a day's bill says of a transaction: most often nothing, or one line where it belongs.
     */
    List<Fact.Line> lines(Key key, Platform.Transaction transaction, int day) {
        List<Fact.Line> lines = new ArrayList<>();
        int percent = day == transaction.day ? 65 : day == transaction.day + 1 ? 25 : 4;
        while (dice.chance(percent)) {
            lines.add(line(key, transaction, channel.firstDay().plusDays(day)));
            percent = 20;
        }
        return lines;
    }

    private Fact.Line line(Key key, Platform.Transaction transaction, LocalDate day) {
        String currency =
                dice.chance(96) ? transaction.currency : dice.pick("CNY", "JPY", "KWD", "EUR");
        long tolerance = channel.rules().toleranceMinor();
        long minor = transaction.minor;
        if (dice.chance(25)) {
            minor += dice.pick(tolerance, -tolerance, tolerance + 1, -tolerance - 1, -minor);
        }
        String status = dice.chance(90) ? "SUCCESS" : dice.pick("FAILED", "PENDING");
        Instant time = dice.chance(70) ? transaction.time : Platform.time(dice, channel, days, day);
        String trade = dice.chance(85) ? "T1" : dice.pick("T2", "T/3 #%", null);
        Said said =
                new Said(
                        trade,
                        Platform.major(Math.max(0, minor), currency),
                        currency,
                        status,
                        time);
        return new Fact.Line(id++, key, place(day, ""), said, fee(currency));
    }

    /** Of some lines, that they count no longer, and what the bill's next issue says instead. */
    List<Fact> reissue(List<Fact.Line> lines) {
        List<Fact> facts = new ArrayList<>();
        for (Fact.Line former : lines) {
            if (dice.chance(70)) {
                facts.add(new Fact.Retraction(id++, former));
            }
            if (dice.chance(70)) {
                Said said = former.said();
                Said again =
                        dice.chance(70)
                                ? said
                                : new Said(
                                        "T4",
                                        said.amount(),
                                        said.currency(),
                                        said.status(),
                                        said.time());
                facts.add(
                        new Fact.Line(
                                id++,
                                former.key(),
                                place(former.place().day(), "v2/"),
                                again,
                                former.fee()));
            }
        }
        return facts;
    }

    /** Lines of a file are not numbered in the order in which they are made. */
    private Place place(LocalDate day, String directory) {
        line++;
        return new Place(day, directory + dice.pick(FILES), dice.chance(50) ? line : 1_000 - line);
    }

    private BigDecimal fee(String currency) {
        return BigDecimal.valueOf(dice.between(-5, 60), Heard.decimalsOf(currency));
    }
}
