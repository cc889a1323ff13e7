package io.recon.connectors.bill.landing;

import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Totals;
import java.util.List;
import java.util.stream.Stream;

/** Days, listings and reports with few words. Day 1 is the first. */
public final class BillFixtures {
    private BillFixtures() {}

    /**
     * A listing of a first issue.
     *
     * @param markers {@code S} for _SUCCESS, {@code A} for _ACCEPT, in any order
     */
    public static DayListing listing(int day, String markers, String... files) {
        return new DayListing(day, List.of(issue(1, markers, files)));
    }

    public static IssueListing issue(int issue, String markers, String... files) {
        return new IssueListing(
                issue,
                markers.contains("S"),
                markers.contains("A"),
                Stream.of(files).map(BillFixtures::file).toList());
    }

    public static LandingFile file(String name) {
        return new LandingFile(name, 10, 1_000);
    }

    public static FileReport proven(int day, String file) {
        return report(day, 1, file, 0);
    }

    public static FileReport flawed(int day, String file) {
        return report(day, 1, file, 1);
    }

    public static FileReport report(int day, int issue, String file, long rejected) {
        FileContent content = new FileContent(List.of(), List.of(), rejected);
        return new FileReport(day, issue, file, content, Totals.NONE, "", "");
    }

    public static DayReport said(int day, DayStatus status, String reason) {
        return new DayReport(day, 1, status, reason);
    }
}
