package io.recon.model.conservation;

/** How many, and the exact sum of their amounts in minor units. In a difference both have signs. */
public record Tally(long count, long amountMinor) {
    /** Nothing. */
    public static final Tally ZERO = new Tally(0, 0);

    /**
     * Adds up.
     *
     * @throws ArithmeticException if a sum does not fit into 64 bits
     */
    public Tally plus(Tally other) {
        return new Tally(
                Math.addExact(count, other.count), Math.addExact(amountMinor, other.amountMinor));
    }

    /**
     * Takes away.
     *
     * @throws ArithmeticException if a difference does not fit into 64 bits
     */
    public Tally minus(Tally other) {
        return new Tally(
                Math.subtractExact(count, other.count),
                Math.subtractExact(amountMinor, other.amountMinor));
    }

    public boolean isZero() {
        return (count | amountMinor) == 0;
    }
}
