package io.recon.connectors.bill.landing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A bill day's directory as it was listed.
 *
 * @param day epoch days
 * @param issues every issue that has a directory, the first issue always among them
 * @param failure why the directory could not be listed, for people: it is there, and that is all
 *     that is known of it; empty if it was listed
 */
public record DayListing(int day, List<IssueListing> issues, String failure) {
    private static final List<IssueListing> NOTHING =
            List.of(new IssueListing(1, false, false, List.of()));

    public DayListing {
        issues = issues.stream().sorted(Comparator.comparingInt(IssueListing::issue)).toList();
        if (issues.isEmpty() || issues.get(0).issue() != 1) {
            throw new IllegalArgumentException("the listing of day " + day + " has no issue 1");
        }
    }

    /** A directory that was listed. */
    public DayListing(int day, List<IssueListing> issues) {
        this(day, issues, "");
    }

    /** A directory that was not looked into. */
    static DayListing unseen(int day) {
        return new DayListing(day, NOTHING);
    }

    /**
     * A directory that could not be listed.
     *
     * @param failure why, for people; not empty
     */
    static DayListing unlisted(int day, String failure) {
        return new DayListing(day, NOTHING, failure);
    }

    /** Whether it could be looked into. */
    public boolean isListed() {
        return failure.isEmpty();
    }

    /**
     * The issue that counts: in a bounded run the highest, else the highest that is complete or
     * accepted. Until one is, the first.
     */
    public IssueListing counting(boolean bounded) {
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
