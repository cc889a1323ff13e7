package io.recon.local.drill;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a round is like. Everything that is left to chance follows from the seed; only the moments
 * depend on how fast the machine is.
 *
 * @param troubles how often each happens
 */
record RoundPlan(long seed, int transactions, int days, Map<Trouble, Integer> troubles) {
    RoundPlan {
        troubles = Map.copyOf(troubles);
    }

    /**
     * One kill of each other process, and a redeploy.
     *
     * @param kills of a TaskManager
     */
    static RoundPlan usual(long seed, int kills) {
        return new RoundPlan(
                seed,
                600,
                4,
                Map.of(
                        Trouble.TASK_MANAGER, kills,
                        Trouble.JOB_MANAGER, 1,
                        Trouble.BROKER, 1,
                        Trouble.METASTORE, 1,
                        Trouble.REDEPLOY, 1));
    }

    /** Each once, but for the metastore. */
    static RoundPlan brief(long seed) {
        return new RoundPlan(
                seed,
                120,
                2,
                Map.of(
                        Trouble.TASK_MANAGER, 1,
                        Trouble.JOB_MANAGER, 1,
                        Trouble.BROKER, 1,
                        Trouble.REDEPLOY, 1));
    }

    /** The troubles in the order in which they happen. */
    Deque<Trouble> shuffled(Random random) {
        List<Trouble> all = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            all.addAll(Collections.nCopies(troubles.getOrDefault(trouble, 0), trouble));
        }
        Collections.shuffle(all, random);
        return new ArrayDeque<>(all);
    }
}
