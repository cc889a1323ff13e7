package io.recon.local.status;

import static java.util.Objects.requireNonNull;

/**
 * What a channel's open day waits for.
 *
 * @param words a sentence for people, without the time since when
 * @param sinceMs since when, epoch milliseconds; {@link #NOT_KNOWN} where that says nothing
 */
record Waiting(For what, String words, long sinceMs) {
    static final long NOT_KNOWN = Long.MIN_VALUE;

    /** Who or what is waited for. */
    enum For {
        /** The channel has no first day yet: its first bill. */
        FIRST_BILL,
        /** The day is not over. */
        END_OF_DAY,
        /** The channel: its bill is absent or incomplete. */
        BILL,
        /** The job, which has to read a complete bill. */
        READING,
        /** The channel or an operator: the bill is not proven. */
        DECISION,
        /** The platform's time, which has not passed the day's end. */
        ORDERS
    }

    Waiting {
        requireNonNull(what, "what");
        requireNonNull(words, "words");
    }

    Waiting(For what, String words) {
        this(what, words, NOT_KNOWN);
    }
}
