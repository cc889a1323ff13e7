package io.recon.model.statistics;

/**
 * Counts and amounts of both sides; in a cell they are never negative, in a difference they may be.
 * All arithmetic is exact and fails on overflow.
 */
public record Sums(
        long platformCount, long platformAmountMinor, long channelCount, long channelAmountMinor) {
    /** Nothing. */
    public static final Sums ZERO = new Sums(0, 0, 0, 0);

    /**
     * Adds up.
     *
     * @throws ArithmeticException if a sum does not fit into 64 bits
     */
    public Sums plus(Sums other) {
        return new Sums(
                Math.addExact(platformCount, other.platformCount),
                Math.addExact(platformAmountMinor, other.platformAmountMinor),
                Math.addExact(channelCount, other.channelCount),
                Math.addExact(channelAmountMinor, other.channelAmountMinor));
    }

    public boolean isZero() {
        return (platformCount | platformAmountMinor | channelCount | channelAmountMinor) == 0;
    }
}
