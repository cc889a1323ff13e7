package io.recon.simulator;

import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import io.recon.simulator.engine.Backend;
import io.recon.simulator.engine.Translation;
import io.recon.simulator.oracle.Heard;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Step;
import io.recon.simulator.story.Story;
import io.recon.simulator.story.Story.Ending;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Plays a story to the engine. It adds what the sources owe: the lines of a day before its seal, a
 * line before its retraction, and at the end whatever was not let out or was undone by a crash.
 */
final class Playback implements AutoCloseable {
    private static final int MOST_CHECKPOINTS = 3;

    /** A checkpoint of all channels, and what the sources had let out. */
    private record Memory(Map<String, Scene.Memory> scenes, Set<Integer> delivered) {}

    /**
     * What became of a story.
     *
     * @param wrong what the engine did wrong; null if nothing
     */
    record Ended(String wrong, int crashes, long verdicts) {}

    private final Story story;
    private final Consumer<String> teller;
    private final Translation translation;
    private final Map<Integer, Fact> facts = new LinkedHashMap<>();
    private final Map<Integer, Integer> retractions = new HashMap<>();
    private final Map<String, Scene> scenes = new LinkedHashMap<>();
    private final List<Memory> memories = new ArrayList<>();
    private Set<Integer> delivered = new HashSet<>();
    private Replay replay;
    private int crashes;

    private Playback(Story story, Backend backend, Consumer<String> teller) throws Exception {
        this.story = story;
        this.teller = teller;
        replay = new Replay(story.seed(), 0, new TreeSet<>());
        translation =
                new Translation(
                        story.channels().stream().map(Channel::name).collect(Collectors.toSet()));
        for (Fact fact : story.facts()) {
            facts.put(fact.id(), fact);
            if (fact instanceof Fact.Retraction retraction) {
                retractions.put(retraction.line().id(), fact.id());
            }
        }
        for (Channel channel : story.channels()) {
            scenes.put(channel.name(), new Scene(channel, story.setting(), backend, teller));
        }
    }

    /**
     * Plays a story from its beginning to its end. Whatever the engine throws is told of the story,
     * or no seed would be named; only without memory nothing more can be said.
     */
    static Ended play(Story story, Backend backend) {
        return play(story, backend, null);
    }

    /**
     * Plays a story and tells of it.
     *
     * @param teller is told each step and what the engine says; may be null
     */
    static Ended play(Story story, Backend backend, Consumer<String> teller) {
        String wrong = null;
        int crashes = 0;
        long verdicts = 0;
        try (Playback playback = new Playback(story, backend, teller)) {
            try {
                playback.play();
            } catch (Wrong e) {
                wrong = e.getMessage();
            }
            crashes = playback.crashes;
            for (Scene scene : playback.scenes.values()) {
                verdicts += scene.verdicts();
            }
        } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
            wrong = wrong == null ? "the engine fails: " + e : wrong;
            if (teller != null && e.getStackTrace().length > 0) {
                teller.accept("      fails in " + e.getStackTrace()[0]);
            }
        }
        return new Ended(wrong, crashes, verdicts);
    }

    private void play() throws Exception {
        int number = 0;
        for (Step step : story.steps()) {
            number++;
            for (Step.Deliver again : replay.before(step)) {
                tell("   again ", again);
                play(again);
            }
            tell(number + ". ", step);
            play(step);
        }
        tellText("   at last all that is owed");
        for (Fact fact : story.facts()) {
            if (!delivered.contains(fact.id())) {
                tell("   ", new Step.Deliver(fact.id(), Step.TO_THE_END));
                deliver(fact, Step.TO_THE_END);
            }
        }
        for (Channel channel : story.channels()) {
            // The source of bills has spoken at least once.
            billsTo(channel.name(), channel.firstDay().minusDays(1), Step.ALL, Step.TO_THE_END);
        }
        for (Step step : story.steps()) {
            if (step instanceof Step.BillsTo bills) {
                billsTo(bills.channel(), bills.through(), Step.ALL, Step.TO_THE_END);
            } else if (step instanceof Step.OrdersTo orders) {
                scenes.get(orders.channel())
                        .ordersTo(orders.watermarkMs(), Step.ALL, Step.TO_THE_END);
            }
        }
        for (Scene scene : scenes.values()) {
            scene.reconciliation.settle();
            scene.requireExact();
        }
        play(new Step.Snapshot());
        if (story.setting().ending() != Ending.RUNNING) {
            tellText("   both inputs end");
            for (Scene scene : scenes.values()) {
                scene.finish();
            }
        }
    }

    private void tell(String number, Step step) {
        if (teller != null) {
            teller.accept(number + Narration.of(step, facts, scenes));
        }
    }

    private void tellText(String text) {
        if (teller != null) {
            teller.accept(text);
        }
    }

    private void play(Step step) throws Exception {
        if (step instanceof Step.Deliver deliver) {
            Fact fact = facts.get(deliver.fact());
            if (fact != null && !isTakenBack(fact)) {
                deliver(fact, deliver.pace());
            }
        } else if (step instanceof Step.OrdersTo orders) {
            scenes.get(orders.channel())
                    .ordersTo(orders.watermarkMs(), orders.subtasks(), orders.pace());
        } else if (step instanceof Step.BillsTo bills) {
            billsTo(bills.channel(), bills.through(), bills.subtasks(), bills.pace());
        } else if (step instanceof Step.Snapshot) {
            snapshot();
        } else {
            crash((Step.Crash) step);
        }
    }

    /** A source does not say again what it has taken back. */
    private boolean isTakenBack(Fact fact) {
        Integer retraction = retractions.get(fact.id());
        return retraction != null && delivered.contains(retraction);
    }

    private void deliver(Fact fact, int pace) throws Exception {
        if (fact instanceof Fact.Retraction retraction
                && !delivered.contains(retraction.line().id())) {
            deliver(retraction.line(), pace);
        }
        delivered.add(fact.id());
        List<Heard> parts = Heard.of(fact);
        if (!(fact instanceof Fact.Order order)) {
            Scene scene = scenes.get(parts.get(0).key().channel());
            scene.hears(parts.get(0), dayOf(scene, parts.get(0)));
            scene.reconciliation.bill(Translation.bill(fact), pace);
            return;
        }
        List<OrderRecord> records = translation.orders(order);
        boolean isRejected = records.size() == 1 && records.get(0) instanceof OrderReject;
        if (isRejected != parts.isEmpty()) {
            throw new Wrong(
                    (isRejected ? "refused to read " : "read what cannot be read: ") + order);
        }
        for (Heard part : parts) {
            Scene scene = scenes.get(part.key().channel());
            scene.hears(part, dayOf(scene, part));
        }
        for (OrderRecord record : isRejected ? List.<OrderRecord>of() : records) {
            OrderEvent.Change change = (OrderEvent.Change) record;
            scenes.get(change.key().channel()).reconciliation.order(change, pace);
        }
    }

    /** The day to which something belongs; a deletion has that on which it happened. */
    private static LocalDate dayOf(Scene scene, Heard heard) {
        if (heard.fact() instanceof Fact.Line line) {
            return line.place().day();
        }
        if (heard.fact() instanceof Fact.Retraction retraction) {
            return retraction.line().place().day();
        }
        Fact.Order order = (Fact.Order) heard.fact();
        return scene.calendar.dayOf(heard.row() == null ? order.at().at() : heard.row().time());
    }

    private void billsTo(String channel, LocalDate through, int subtasks, int pace)
            throws Exception {
        for (Fact fact : story.facts()) {
            if (fact instanceof Fact.Line line
                    && line.key().channel().equals(channel)
                    && !line.place().day().isAfter(through)
                    && !isOfALaterIssue(line)
                    && !delivered.contains(line.id())) {
                deliver(line, Step.TO_THE_END);
            }
        }
        scenes.get(channel).billsTo(through, subtasks, pace);
    }

    private static boolean isOfALaterIssue(Fact.Line line) {
        return line.place().file().startsWith("v");
    }

    private void snapshot() throws Exception {
        Map<String, Scene.Memory> taken = new HashMap<>();
        for (Map.Entry<String, Scene> scene : scenes.entrySet()) {
            taken.put(scene.getKey(), scene.getValue().snapshot());
        }
        memories.add(new Memory(taken, new HashSet<>(delivered)));
        if (memories.size() > MOST_CHECKPOINTS) {
            memories.remove(0);
        }
    }

    private void crash(Step.Crash crash) throws Exception {
        crashes++;
        int at = memories.size() - 1 - crash.back();
        Memory memory = at < 0 ? null : memories.get(at);
        memories.subList(Math.max(0, at + 1), memories.size()).clear();
        TreeSet<Integer> undone = new TreeSet<>(delivered);
        undone.addAll(replay.left());
        delivered = memory == null ? new HashSet<>() : new HashSet<>(memory.delivered());
        undone.removeAll(delivered);
        replay = new Replay(story.seed(), crashes, undone);
        for (Map.Entry<String, Scene> scene : scenes.entrySet()) {
            scene.getValue()
                    .restore(
                            memory == null ? null : memory.scenes().get(scene.getKey()),
                            crash.parallelism());
        }
        if (crashes % 2 == 1) {
            tellOldOrdersTime();
        }
    }

    /** Whoever reads the orders again says at first how far it was long ago. */
    private void tellOldOrdersTime() throws Exception {
        Map<String, Long> oldest = new LinkedHashMap<>();
        for (Step step : story.steps()) {
            if (step instanceof Step.OrdersTo orders) {
                oldest.merge(orders.channel(), orders.watermarkMs(), Math::min);
            }
        }
        for (Map.Entry<String, Long> channel : oldest.entrySet()) {
            scenes.get(channel.getKey()).ordersTo(channel.getValue(), Step.ALL, Step.TO_THE_END);
        }
    }

    @Override
    public void close() throws Exception {
        for (Scene scene : scenes.values()) {
            scene.close();
        }
    }
}
