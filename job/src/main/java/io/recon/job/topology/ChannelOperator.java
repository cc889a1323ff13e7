package io.recon.job.topology;

/**
 * The operators that each channel has for itself. Their uids carry its name, so that a channel is
 * added or removed without touching the state of any other.
 */
public enum ChannelOperator {
    BILLS("bills"),
    BILL_LINES("bill-lines"),
    RECONCILE("reconcile"),
    LATE_LINES("late-lines"),
    DAYS("days");

    private final String word;

    ChannelOperator(String word) {
        this.word = word;
    }

    /** The uid of a channel's operator: its state is found by that, so it stays for ever. */
    public String uid(String channel) {
        return word + '-' + channel;
    }
}
