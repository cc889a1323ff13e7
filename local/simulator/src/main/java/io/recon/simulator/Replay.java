package io.recon.simulator;

import io.recon.simulator.story.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

/**
 * What a crash undid: the sources say it again over the next few steps, in another order, and most
 * of it before they say again how far the orders are. It hangs on nothing but the seed, the number
 * of the crash and what was undone, so that a story is always played alike.
 */
final class Replay {
    private final Dice dice;
    private final List<Integer> left;

    /**
     * @param undone the facts' ids
     */
    Replay(long seed, int crash, SortedSet<Integer> undone) {
        dice = new Dice(seed * 31 + crash);
        left = new ArrayList<>(undone);
        for (int i = left.size() - 1; i > 0; i--) {
            Collections.swap(left, i, dice.between(0, i));
        }
    }

    /** Those that were not said again yet. */
    List<Integer> left() {
        return left;
    }

    /** Those that come again before a step. */
    List<Step.Deliver> before(Step step) {
        int count = dice.between(0, 3);
        if (step instanceof Step.OrdersTo) {
            count = Math.max(count, left.size() * dice.between(60, 100) / 100);
        }
        List<Integer> next = left.subList(0, Math.min(count, left.size()));
        List<Step.Deliver> again = new ArrayList<>();
        for (int fact : next) {
            again.add(
                    new Step.Deliver(fact, dice.chance(50) ? Step.TO_THE_END : dice.between(0, 2)));
        }
        next.clear();
        return again;
    }
}
