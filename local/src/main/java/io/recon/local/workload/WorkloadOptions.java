package io.recon.local.workload;

/**
 * What a small workload is to be like.
 *
 * @param seed everything else that is left to chance follows from it
 * @param transactions how many stories are told, over all channels
 * @param channels how many channels, at least one
 * @param days how many business days each channel's bills span, 1 to 5: the default retention must
 *     not bite
 * @param orderNoise whether change events are repeated, shuffled, taken again by snapshots, and
 *     mixed with tombstones, heartbeats and unreadable ones
 * @param billTrouble whether days may be held, absent, accepted or re-issued
 */
public record WorkloadOptions(
        long seed,
        int transactions,
        int channels,
        int days,
        boolean orderNoise,
        boolean billTrouble) {
    private static final int MOST_DAYS = 5;

    public WorkloadOptions {
        if (transactions < 0 || channels < 1 || days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "a workload has 0 or more transactions, 1 or more channels and 1 to "
                            + MOST_DAYS
                            + " days, but not "
                            + transactions
                            + ", "
                            + channels
                            + " and "
                            + days);
        }
    }

    /** A workload with every disturbance; its size and shape follow from the seed. */
    public static WorkloadOptions of(long seed) {
        Dice dice = new Dice(seed ^ 0x5eedL);
        return new WorkloadOptions(
                seed, 20 + dice.below(480), 1 + dice.below(3), 2 + dice.below(4), true, true);
    }
}
