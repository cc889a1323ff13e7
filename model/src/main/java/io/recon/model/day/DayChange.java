package io.recon.model.day;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillRecord.DayReport;

/**
 * Something became of a channel's business day.
 *
 * @param day epoch days
 * @param reason why, in a sentence; may be empty
 * @param atMs when, wall-clock epoch milliseconds
 */
public record DayChange(String channel, int day, DayState state, String reason, long atMs) {
    public DayChange {
        requireNonNull(channel, "channel");
        requireNonNull(state, "state");
        requireNonNull(reason, "reason");
    }

    /** What the bill source's word about a day means for users: a sealed day is not closed yet. */
    public static DayChange of(String channel, DayReport report, long atMs) {
        DayState state =
                switch (report.status()) {
                    case SEALED, OVERDUE -> DayState.OPEN;
                    case HELD, ABSENT -> DayState.HELD;
                    case ACCEPTED -> DayState.ACCEPTED;
                };
        return new DayChange(channel, report.day(), state, report.reason(), atMs);
    }
}
