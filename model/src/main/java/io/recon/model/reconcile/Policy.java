package io.recon.model.reconcile;

import java.io.Serializable;

/**
 * A channel's rules, as configured. Serializable, since they are shipped with the job.
 *
 * @param toleranceMinor by how many minor units amounts may differ and still agree
 * @param dayCutWindowMs how long before a day's end a lone side may be booked on the next day,
 *     milliseconds
 * @param retentionDays how many days before the last closed one still change results
 */
public record Policy(long toleranceMinor, long dayCutWindowMs, int retentionDays)
        implements Serializable {
    /** How many bill lines of one transaction are kept; those after it are rejected. */
    public static final int MOST_LINES = 1_000;

    /**
     * How many results of one transaction are remembered, the withdrawn ones among them. Only lines
     * that displace or replace others by the hundred lead there; without a bound each of them would
     * make the state larger for good.
     */
    public static final int MOST_RESULTS = 2 * MOST_LINES;

    /** A tolerance of 0, a window of 30 minutes and 7 days of retention. */
    public static final Policy DEFAULT = new Policy(0, 30 * 60_000L, 7);

    public Policy {
        if (toleranceMinor < 0 || dayCutWindowMs < 0 || retentionDays < 0) {
            throw new IllegalArgumentException(
                    "no value of a policy may be negative, but it is "
                            + toleranceMinor
                            + ", "
                            + dayCutWindowMs
                            + ", "
                            + retentionDays);
        }
    }
}
