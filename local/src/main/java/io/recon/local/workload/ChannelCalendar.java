package io.recon.local.workload;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * Which days of a channel have a bill and how far they will close, in days from the first.
 *
 * @param first the first bill day
 * @param days how many days the bills span
 * @param absent days in the span that have no directory
 * @param heldDay the day that will be held, or -1
 * @param closedThrough the last day that will close, or -1
 */
record ChannelCalendar(
        LocalDate first, int days, Set<Integer> absent, int heldDay, int closedThrough) {
    static ChannelCalendar of(LocalDate first, int days, Set<Integer> absent, int heldDay) {
        int closedThrough = -1;
        while (closedThrough + 1 < days
                && !absent.contains(closedThrough + 1)
                && closedThrough + 1 != heldDay) {
            closedThrough++;
        }
        return new ChannelCalendar(first, days, Set.copyOf(absent), heldDay, closedThrough);
    }

    LocalDate day(int index) {
        return first.plusDays(index);
    }

    int index(LocalDate day) {
        return Math.toIntExact(ChronoUnit.DAYS.between(first, day));
    }

    boolean hasBill(int index) {
        return index >= 0 && index < days && !absent.contains(index);
    }
}
