package io.recon.simulator;

import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Step;
import io.recon.simulator.story.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a story that goes wrong as short as it can: takes away parts of its steps and facts, halves
 * first and single ones last, as long as it goes wrong alike (delta debugging, after Zeller and
 * Hildebrandt).
 */
final class Shrinker {
    private static final int MOST_PLAYS = 4_000;

    private final Function<Story, String> player;

    /** {@link Wrong#kindOf} of what is looked for. */
    private final String kind;

    private int plays;

    private Shrinker(Function<Story, String> player, String kind) {
        this.player = player;
        this.kind = kind;
    }

    /**
     * A short story that goes wrong as a story does.
     *
     * @param how the story goes wrong
     * @param player plays a story and says how it went wrong; null if it did not
     */
    static Story shrink(Story story, String how, Function<Story, String> player) {
        return new Shrinker(player, Wrong.kindOf(how)).shrink(story);
    }

    private Story shrink(Story story) {
        Story best = story;
        int before;
        do {
            before = size(best);
            Story steps = best;
            List<Step> fewerSteps =
                    minimal(best.steps(), some -> isWrong(steps.with(steps.facts(), some)));
            Story facts = best.with(best.facts(), fewerSteps);
            List<Fact> fewerFacts =
                    minimal(facts.facts(), some -> isWrong(facts.with(whole(some), facts.steps())));
            best = facts.with(whole(fewerFacts), fewerSteps);
        } while (size(best) < before);
        return simpler(best);
    }

    private static int size(Story story) {
        return story.facts().size() + story.steps().size();
    }

    /** A retraction stays only with its line. */
    private static List<Fact> whole(List<Fact> facts) {
        return facts.stream()
                .filter(
                        fact ->
                                !(fact instanceof Fact.Retraction retraction)
                                        || facts.contains(retraction.line()))
                .toList();
    }

    private boolean isWrong(Story story) {
        if (plays++ >= MOST_PLAYS) {
            return false;
        }
        String how = player.apply(story);
        return how != null && Wrong.kindOf(how).equals(kind);
    }

    /** Every step done to its end and by all subtasks, where that still goes wrong. */
    private Story simpler(Story story) {
        Story best = story;
        for (int i = 0; i < story.steps().size(); i++) {
            List<Step> steps = new ArrayList<>(best.steps());
            steps.set(i, simpler(steps.get(i)));
            Story next = best.with(best.facts(), steps);
            if (!next.equals(best) && isWrong(next)) {
                best = next;
            }
        }
        return best;
    }

    private static Step simpler(Step step) {
        if (step instanceof Step.Deliver deliver) {
            return new Step.Deliver(deliver.fact(), Step.TO_THE_END);
        }
        if (step instanceof Step.OrdersTo orders) {
            return new Step.OrdersTo(
                    orders.channel(), orders.watermarkMs(), Step.ALL, Step.TO_THE_END);
        }
        if (step instanceof Step.BillsTo bills) {
            return new Step.BillsTo(bills.channel(), bills.through(), Step.ALL, Step.TO_THE_END);
        }
        return step;
    }

    /** As few of these as still fail: no single one of them can be left out. */
    static <T> List<T> minimal(List<T> all, Predicate<List<T>> fails) {
        List<T> best = all;
        for (int chunk = Math.max(1, best.size() / 2); chunk > 0; ) {
            boolean isShorter = false;
            for (int start = 0; start < best.size(); ) {
                List<T> rest = new ArrayList<>(best.subList(0, start));
                rest.addAll(best.subList(Math.min(best.size(), start + chunk), best.size()));
                if (fails.test(rest)) {
                    best = rest;
                    isShorter = true;
                } else {
                    start += chunk;
                }
            }
            if (chunk > 1 || !isShorter) {
                chunk /= 2;
            }
        }
        return best;
    }
}
