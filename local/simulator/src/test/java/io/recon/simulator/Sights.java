package io.recon.simulator;

import io.recon.simulator.oracle.Heard;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Key;
import io.recon.simulator.story.Step;
import io.recon.simulator.story.Story;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is to be seen in a story, in a few words each. */
final class Sights {
    /** What must be seen in some story. */
    static final List<String> ALL =
            List.of(
                    "BOUNDED",
                    "DRAINED",
                    "RUNNING",
                    "parallelism 1",
                    "parallelism 4",
                    "1 channels",
                    "3 channels",
                    "retention 0",
                    "a day past the retention",
                    "op c",
                    "op u",
                    "op d",
                    "op r",
                    "an update after a snapshot's row",
                    "the clock stands still",
                    "the clock is set back",
                    "two rows of one event",
                    "key moves",
                    "REFUND",
                    "JPY",
                    "KWD",
                    "CNY",
                    "status CREATED",
                    "status PROCESSING",
                    "status CLOSED",
                    "unreadable",
                    "unreadable amount of 0",
                    "unreadable negative amount",
                    "unreadable status",
                    "unreadable key moves",
                    "an order of more than 32 bits",
                    "a line of more than 32 bits",
                    "a line of 0",
                    "Retraction",
                    "second issue",
                    "no trade number",
                    "a / in a trade number",
                    "a / in an account",
                    "a # in an account",
                    "a % in an account",
                    "a blank in an account",
                    "another script in an account",
                    "a / in a number",
                    "a # in a number",
                    "a % in a number",
                    "a blank in a number",
                    "another script in a number",
                    "Crash",
                    "Snapshot",
                    "trouble after the last fact",
                    "BillsTo",
                    "OrdersTo");

    private final Set<String> seen = new TreeSet<>();

    private Sights() {}

    static Set<String> of(Story story) {
        Sights sights = new Sights();
        sights.look(story);
        return sights.seen;
    }

    private void look(Story story) {
        seen.add(story.setting().ending().name());
        seen.add("parallelism " + story.setting().parallelism());
        seen.add(story.channels().size() + " channels");
        story.channels().forEach(channel -> look(channel, story.steps()));
        for (Fact fact : story.facts()) {
            if (fact instanceof Fact.Order order) {
                look(order);
            } else if (fact instanceof Fact.Line line) {
                look(line);
            } else {
                seen.add("Retraction");
            }
        }
        lookAtVersions(story.facts());
        boolean isLast = false;
        for (Step step : story.steps()) {
            seen.add(step.getClass().getSimpleName());
            isLast = !(step instanceof Step.Deliver) && (isLast || step instanceof Step.Crash);
        }
        saw(isLast, "trouble after the last fact");
    }

    private void saw(boolean isSeen, String what) {
        if (isSeen) {
            seen.add(what);
        }
    }

    private void look(Channel channel, List<Step> steps) {
        int retention = channel.rules().retentionDays();
        seen.add("retention " + retention);
        for (Step step : steps) {
            saw(
                    step instanceof Step.BillsTo bills
                            && bills.channel().equals(channel.name())
                            && bills.through().isAfter(channel.firstDay().plusDays(retention)),
                    "a day past the retention");
        }
    }

    private void look(Fact.Order order) {
        seen.add("op " + order.op());
        look(order.key());
        boolean moves = order.before() != null && !order.before().equals(order.key());
        saw(moves, "key moves");
        Fact.Row row = order.row();
        if (row == null) {
            return;
        }
        seen.add("status " + row.status());
        saw(isLarge(row.amount(), row.currency()), "an order of more than 32 bits");
        if (!Heard.isReadable(row)) {
            seen.add("unreadable");
            saw(row.amount().signum() == 0, "unreadable amount of 0");
            saw(row.amount().signum() < 0, "unreadable negative amount");
            saw(row.status().equals("LOST"), "unreadable status");
            saw(moves, "unreadable key moves");
        }
    }

    private void look(Fact.Line line) {
        look(line.key());
        Fact.Said said = line.said();
        seen.add(said.currency());
        seen.add(line.place().file().startsWith("v2/") ? "second issue" : "first issue");
        saw(said.amount().signum() == 0, "a line of 0");
        saw(isLarge(said.amount(), said.currency()), "a line of more than 32 bits");
        if (said.tradeNumber() == null) {
            seen.add("no trade number");
        } else {
            saw(said.tradeNumber().contains("/"), "a / in a trade number");
        }
    }

    private static boolean isLarge(BigDecimal amount, String currency) {
        Integer decimals = Heard.decimalsOf(currency);
        return decimals != null
                && amount.movePointRight(decimals).compareTo(BigDecimal.valueOf(Integer.MAX_VALUE))
                        > 0;
    }

    private void look(Key key) {
        seen.add(key.type());
        look(key.account(), "an account");
        look(key.number(), "a number");
    }

    private void look(String text, String where) {
        for (String special : List.of("/", "#", "%")) {
            saw(text.contains(special), "a " + special + " in " + where);
        }
        saw(text.contains(" "), "a blank in " + where);
        saw(text.chars().anyMatch(c -> c > 0x7f), "another script in " + where);
    }

    /** Orders stand in the facts as they stand in the table's log. */
    private void lookAtVersions(List<Fact> facts) {
        Map<Key, Fact.Order> last = new HashMap<>();
        for (Fact fact : facts) {
            if (!(fact instanceof Fact.Order order)) {
                continue;
            }
            Fact.Order former = last.put(order.key(), order);
            if (former == null) {
                continue;
            }
            Fact.Source at = order.at();
            Instant formerly = former.at().at();
            saw(
                    former.op().equals("r") && order.op().equals("u"),
                    "an update after a snapshot's row");
            saw(at.at().equals(formerly), "the clock stands still");
            saw(at.at().isBefore(formerly), "the clock is set back");
            saw(
                    at.position() == former.at().position() && at.row() > former.at().row(),
                    "two rows of one event");
        }
    }
}
