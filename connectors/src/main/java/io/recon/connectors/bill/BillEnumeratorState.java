package io.recon.connectors.bill;

import java.util.List;

/**
 * What a bill source's enumerator remembers in a checkpoint.
 *
 * @param nextReport the number of the next split that says what became of a day
 * @param unassigned splits that no reader holds
 */
public record BillEnumeratorState(
        Progress progress, long nextReport, List<BillDay> days, List<BillSplit> unassigned) {
    public BillEnumeratorState {
        days = List.copyOf(days);
        unassigned = List.copyOf(unassigned);
    }

    /**
     * How far the channel's days have come, in epoch days.
     *
     * @param firstDay the first day that can be sealed, or {@link io.recon.model.day.Horizon#NONE}
     * @param sealedThrough the last sealed day, the day before the first at the beginning
     * @param seals how many seals there were. A re-issue is a seal too
     * @param listed whether the landing directory was listed
     * @param lateFiles how many files came after their day was sealed
     */
    record Progress(int firstDay, int sealedThrough, long seals, boolean listed, long lateFiles) {}
}
