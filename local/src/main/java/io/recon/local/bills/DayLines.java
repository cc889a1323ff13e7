package io.recon.local.bills;

import io.recon.local.output.DayRange;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import java.util.ArrayList;
import java.util.List;

/** What becomes of bill days, a line each: {@code alipay 2026-03-01: held: …}. */
final class DayLines {
    private final List<String> lines = new ArrayList<>();
    private boolean isHeld;

    /**
     * Takes the days of a channel, in their order.
     *
     * @param days empty if the channel has no bill at all
     */
    void add(String channel, List<DayReport> days) {
        if (days.isEmpty()) {
            lines.add(channel + ": no bills");
        }
        String heldDay = "";
        for (DayReport report : days) {
            String day = DayRange.of(report);
            String issue = report.issue() > 1 ? " v" + report.issue() : "";
            lines.add(channel + " " + day + issue + ": " + verdict(report, heldDay));
            if (heldDay.isEmpty() && holds(report.status())) {
                heldDay = day;
                isHeld = true;
            }
        }
    }

    private static String verdict(DayReport report, String heldDay) {
        return switch (report.status()) {
            case SEALED -> heldDay.isEmpty() ? "proven" : "proven, waits for " + heldDay;
            case ACCEPTED -> "accepted: " + report.reason();
            case HELD -> "held: " + report.reason();
            case ABSENT -> "absent: " + report.reason();
            case OVERDUE -> "overdue: " + report.reason();
        };
    }

    private static boolean holds(DayStatus status) {
        return switch (status) {
            case SEALED, ACCEPTED -> false;
            case HELD, ABSENT, OVERDUE -> true;
        };
    }

    /** Whether a day is held or absent. */
    boolean isHeld() {
        return isHeld;
    }

    List<String> lines() {
        return lines;
    }
}
