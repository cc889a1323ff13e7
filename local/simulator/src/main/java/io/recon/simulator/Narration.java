package io.recon.simulator;

import io.recon.simulator.engine.Backend;
import io.recon.simulator.oracle.Heard;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Step;
import io.recon.simulator.story.Story;
import java.time.Instant;
import java.util.Map;

/** Tells a story to people. */
final class Narration {
    private Narration() {}

    /** The whole story, what the engine said, and what was wrong with it. */
    static String of(Story story, Backend backend) {
        StringBuilder text = new StringBuilder();
        text.append("seed ").append(story.seed()).append(", ").append(backend.word());
        text.append(", parallelism ").append(story.setting().parallelism());
        text.append(", ").append(story.setting().waitingInMemory()).append(" waiting in memory, ");
        text.append(story.setting().ending()).append('\n');
        for (Channel channel : story.channels()) {
            text.append("   channel ").append(of(channel)).append('\n');
        }
        Playback.Ended ended =
                Playback.play(story, backend, line -> text.append(line).append('\n'));
        text.append("wrong: ").append(ended.wrong()).append('\n');
        return text.toString();
    }

    private static String of(Channel channel) {
        return channel.name()
                + ": zone "
                + channel.zone()
                + ", cut-off "
                + channel.cutOff()
                + ", first day "
                + channel.firstDay()
                + ", tolerance "
                + channel.rules().toleranceMinor()
                + ", window "
                + channel.rules().window()
                + ", retention "
                + channel.rules().retentionDays()
                + " days";
    }

    /** One step. */
    static String of(Step step, Map<Integer, Fact> facts, Map<String, Scene> scenes) {
        if (step instanceof Step.Deliver deliver) {
            Fact fact = facts.get(deliver.fact());
            return (fact == null ? "nothing" : of(fact)) + pace(deliver.pace());
        }
        if (step instanceof Step.OrdersTo orders) {
            Channel channel = scenes.get(orders.channel()).channel;
            Instant at = Instant.ofEpochMilli(orders.watermarkMs());
            return orders.channel()
                    + ": orders' watermark "
                    + at
                    + " ("
                    + at.atZone(channel.zone()).toLocalDateTime()
                    + ")"
                    + subtasks(orders.subtasks())
                    + pace(orders.pace());
        }
        if (step instanceof Step.BillsTo bills) {
            return bills.channel()
                    + ": sealed through "
                    + bills.through()
                    + subtasks(bills.subtasks())
                    + pace(bills.pace());
        }
        if (step instanceof Step.Crash crash) {
            return "crash; goes on from "
                    + (crash.back() == 0
                            ? "the newest checkpoint"
                            : "a checkpoint, " + crash.back() + " passed over")
                    + " with parallelism "
                    + crash.parallelism();
        }
        return "checkpoint";
    }

    private static String pace(int pace) {
        return pace == Step.TO_THE_END ? "" : ", then " + pace + " timers";
    }

    private static String subtasks(int subtasks) {
        return subtasks == Step.ALL ? "" : " at the subtasks 0b" + Integer.toBinaryString(subtasks);
    }

    private static String of(Fact fact) {
        if (fact instanceof Fact.Line line) {
            return "line " + of(line);
        }
        if (fact instanceof Fact.Retraction retraction) {
            return "retraction of " + of(retraction.line());
        }
        Fact.Order order = (Fact.Order) fact;
        Fact.Source at = order.at();
        String text = "order " + order.op() + " " + order.key();
        if (order.before() != null && !order.before().equals(order.key())) {
            text += ", before " + order.before();
        }
        if (order.row() != null) {
            text +=
                    ": "
                            + order.row().amount().toPlainString()
                            + " "
                            + order.row().currency()
                            + " "
                            + order.row().status()
                            + " paid "
                            + order.row().paidAt()
                            + " updated "
                            + order.row().updatedAt()
                            + (Heard.isReadable(order.row()) ? "" : " (unreadable)");
        }
        return text
                + " [version "
                + at.name()
                + " "
                + (at.file() == null ? "" : at.file() + ":")
                + at.position()
                + (at.row() == 0 ? "" : "/" + at.row())
                + " "
                + at.at()
                + "]";
    }

    private static String of(Fact.Line line) {
        Fact.Said said = line.said();
        return line.key()
                + " of bill day "
                + line.place().day()
                + " "
                + line.place().file()
                + ":"
                + line.place().line()
                + ": "
                + said.amount().toPlainString()
                + " "
                + said.currency()
                + " "
                + said.status()
                + " trade "
                + said.tradeNumber()
                + " at "
                + said.time();
    }
}
