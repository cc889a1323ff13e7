package io.recon.model.day;

/**
 * How far a channel's business days have come, in epoch days.
 *
 * @param firstDay the first day that can close; {@link #NONE} while it is not known
 * @param closedThrough the last closed day; {@link #NONE} before the first close. Days close in
 *     order, so every day from {@code firstDay} to here is closed
 * @param ended whether the inputs of a bounded run are read to their end: what is still open then
 *     stays undecided
 */
public record Horizon(int firstDay, int closedThrough, boolean ended) {
    /** No day: earlier than any. */
    public static final int NONE = Integer.MIN_VALUE;

    /** Nothing is known of any day yet. */
    public static final Horizon UNKNOWN = new Horizon(NONE, NONE, false);

    /** Whether a day's open items have their verdict. */
    public boolean isClosed(int day) {
        return day <= closedThrough;
    }
}
