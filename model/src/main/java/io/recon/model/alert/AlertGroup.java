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

    /**
     * The channel and the day as one string, by which alerts are partitioned. The outcome is not in
     * it: the alerts of one result keep their order while its outcome changes.
     */
    public String channelAndDay() {
        return channel + '/' + day;
    }

    /**
     * The group of an outcome.
     *
     * @throws IllegalArgumentException if the text is no channel and day
     */
    public static AlertGroup of(String channelAndDay, Outcome outcome) {
        int slash = channelAndDay.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "\"" + channelAndDay + "\" is no channel/day of a group of alerts");
        }
        return new AlertGroup(
                channelAndDay.substring(0, slash),
                Integer.parseInt(channelAndDay.substring(slash + 1)),
                outcome);
    }
}
