package io.recon.model.alert;

import static java.util.Objects.requireNonNull;

import io.recon.model.reconcile.Outcome;

/**
 * Breaks that are folded together when there are too many of them.
 *
 * @param day the day under which the results are stored, epoch days
 * @param outcome the break, or for a resolution the break that is no more
 */
public record AlertGroup(String channel, int day, Outcome outcome) {
    public AlertGroup {
        requireNonNull(channel, "channel");
        requireNonNull(outcome, "outcome");
    }

    /** This group as one string, by which streams are partitioned. */
    public String partitionKey() {
        return channel + '/' + day + '/' + outcome.code();
    }

    /**
     * The group of a partition key.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static AlertGroup ofPartitionKey(String key) {
        int last = key.lastIndexOf('/');
        int middle = key.lastIndexOf('/', last - 1);
        if (middle < 0) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" is no group of alerts, which is channel/day/outcome");
        }
        return new AlertGroup(
                key.substring(0, middle),
                Integer.parseInt(key.substring(middle + 1, last)),
                Outcome.ofCode(Integer.parseInt(key.substring(last + 1))));
    }
}
