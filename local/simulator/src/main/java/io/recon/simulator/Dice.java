package io.recon.simulator;

import java.util.List;
import java.util.SplittableRandom;

/** All chance of a story: the same seed throws the same. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** True in so many of a hundred cases. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A number from one to another, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** A number from one to another, both included. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    @SafeVarargs
    final <T> T pick(T... some) {
        return some[random.nextInt(some.length)];
    }

    <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
