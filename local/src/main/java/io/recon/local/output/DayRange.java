package io.recon.local.output;

import io.recon.model.bill.BillRecord.DayReport;
import java.time.LocalDate;

/** The days of a report, for people: {@code 2026-03-02}, or {@code 2026-03-02 to 2026-03-04}. */
public final class DayRange {
    private DayRange() {}

    public static String of(DayReport report) {
        return of(report.day(), report.lastDay());
    }

    /** Both in epoch days. */
    public static String of(int first, int last) {
        String text = LocalDate.ofEpochDay(first).toString();
        return first == last ? text : text + " to " + LocalDate.ofEpochDay(last);
    }
}
