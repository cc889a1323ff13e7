package io.recon.local.status;

import io.recon.connectors.bill.landing.DayListing;
import io.recon.connectors.bill.landing.IssueListing;
import io.recon.connectors.bill.landing.LandingFile;
import io.recon.local.status.Waiting.For;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a channel's open day from all sides, and what follows from it.
 *
 * @param endMs when the day ends, epoch milliseconds
 * @param told what was last said of it; empty if nothing was
 * @param listing its directory; empty if there is none, or it cannot be listed
 * @param ordersTimeMs to when the orders are read; empty if nobody tells
 */
record OpenDay(
        long endMs,
        Optional<DayChange> told,
        Optional<DayListing> listing,
        OptionalLong ordersTimeMs) {
    /**
     * What it waits for. What the job has said of the day counts before what lies in its directory:
     * the job may have seen more, and may not have looked yet. That it is closed was said by an
     * earlier run, or a moment ago.
     */
    Waiting waiting(long nowMs) {
        if (told.isPresent()) {
            DayChange change = told.get();
            if (change.state() == DayState.HELD) {
                return new Waiting(For.DECISION, "held: " + change.reason(), change.atMs());
            }
            if (isSealed(change)) {
                String bill = change.state() == DayState.ACCEPTED ? "bill accepted" : "bill proven";
                return nowMs < endMs ? endOfDay(bill) : orders(bill, change.atMs());
            }
        }
        return listing.isEmpty() ? absent(nowMs) : listed(listing.get(), nowMs);
    }

    /** An open day with a reason is one whose bill is overdue. */
    private static boolean isSealed(DayChange change) {
        return switch (change.state()) {
            case OPEN -> change.reason().isEmpty();
            case ACCEPTED -> true;
            case HELD, CLOSED -> false;
        };
    }

    private Waiting endOfDay(String bill) {
        return new Waiting(For.END_OF_DAY, bill + ", the day ends " + Times.of(endMs));
    }

    private Waiting orders(String bill, long sinceMs) {
        String time =
                ordersTimeMs.isPresent()
                        ? "is " + Times.of(ordersTimeMs.getAsLong())
                        : "is not known";
        return new Waiting(
                For.ORDERS,
                bill + ", the orders' time " + time + " and must pass " + Times.of(endMs),
                sinceMs);
    }

    private Waiting absent(long nowMs) {
        return nowMs < endMs
                ? endOfDay("no bill")
                : new Waiting(For.BILL, "no bill" + overdue(), endMs);
    }

    private Waiting listed(DayListing found, long nowMs) {
        if (!found.isListed()) {
            return new Waiting(
                    For.BILL, "bill cannot be listed: " + found.failure() + overdue(), endMs);
        }
        IssueListing issue = found.counting(false);
        List<LandingFile> files = issue.files();
        long changedMs =
                files.stream().mapToLong(LandingFile::modifiedMs).max().orElse(Waiting.NOT_KNOWN);
        if (issue.success() || issue.accepted()) {
            return new Waiting(
                    For.READING, "bill complete, " + count(files) + ", not read yet", changedMs);
        }
        String incomplete = "bill incomplete, " + files.size() + " of ? files";
        return files.isEmpty() && nowMs < endMs
                ? endOfDay(incomplete)
                : new Waiting(
                        For.BILL, incomplete + overdue(), files.isEmpty() ? endMs : changedMs);
    }

    private String overdue() {
        boolean isOverdue = told.filter(change -> change.state() == DayState.OPEN).isPresent();
        return isOverdue ? ", overdue" : "";
    }

    private static String count(List<LandingFile> files) {
        return files.size() == 1 ? "1 file" : files.size() + " files";
    }
}
