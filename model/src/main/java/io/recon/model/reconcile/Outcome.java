package io.recon.model.reconcile;

/** What a result says of a transaction. */
public enum Outcome {
    MATCHED(1),
    AMOUNT_MISMATCH(2),
    STATUS_MISMATCH(3),
    DAY_CUT(4),
    /** Only the platform has it. */
    MISSING(5),
    /** Only the channel has it. */
    EXTRA(6),
    /** A further bill line of a transaction that already has one: the money moved twice. */
    DUPLICATE(7),
    /** A bounded run ended before the day closed. */
    UNDECIDED(8),
    /** An earlier result is no longer due; it counts nowhere. */
    WITHDRAWN(9);

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    /** Whether the two sides are not proven to agree. */
    public boolean isBreak() {
        return switch (this) {
            case AMOUNT_MISMATCH, STATUS_MISMATCH, DAY_CUT, MISSING, EXTRA, DUPLICATE, UNDECIDED ->
                    true;
            case MATCHED, WITHDRAWN -> false;
        };
    }

    /** The number that stands for this outcome in durable bytes. It never changes. */
    public int code() {
        return code;
    }

    /** The outcome with this number. */
    public static Outcome ofCode(int code) {
        for (Outcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("outcome code " + code + " is none of 1 to 9");
    }
}
