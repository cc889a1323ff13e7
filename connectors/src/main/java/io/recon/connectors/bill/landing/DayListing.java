package io.recon.connectors.bill.landing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A bill day's directory as it was listed.
 *
 * @param day epoch days
 * @param issues every issue that has a directory, the first issue always among them
 */
public record DayListing(int day, List<IssueListing> issues) {
    public DayListing {
        issues = issues.stream().sorted(Comparator.comparingInt(IssueListing::issue)).toList();
        if (issues.isEmpty() || issues.get(0).issue() != 1) {
            throw new IllegalArgumentException("the listing of day " + day + " has no issue 1");
        }
    }

    /**
     * The issue that counts: in a bounded run the highest, else the highest that is complete or
     * accepted. Until one is, the first.
     */
    IssueListing counting(boolean bounded) {
        IssueListing counting = issues.get(0);
        for (IssueListing listing : issues) {
            if (bounded || listing.success() || listing.accepted()) {
                counting = listing;
            }
        }
        return counting;
    }

    Optional<IssueListing> ofIssue(int issue) {
        return issues.stream().filter(listing -> listing.issue() == issue).findFirst();
    }
}
