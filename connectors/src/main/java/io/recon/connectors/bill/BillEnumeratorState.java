package io.recon.connectors.bill;

import io.recon.connectors.bill.landing.BillDay;
import io.recon.connectors.bill.landing.DayBook;
import java.util.List;

/**
 * What a bill source's enumerator remembers in a checkpoint.
 *
 * @param nextReport the number of the next split that says something
 * @param unassigned splits that no reader holds
 */
public record BillEnumeratorState(
        DayBook.Progress progress,
        long nextReport,
        List<BillDay> days,
        List<BillSplit> unassigned) {
    public BillEnumeratorState {
        days = List.copyOf(days);
        unassigned = List.copyOf(unassigned);
    }
}
