package io.recon.connectors.bill.landing;

import io.recon.connectors.bill.format.BillError;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.day.Horizon;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a bill source knows of a channel's days, and what follows from it: which files are to be
 * read, and what becomes of each day. It decides; who reads and who is told is the enumerator's
 * matter. Days are epoch days. Used by one thread.
 */
public final class DayBook {
    /** How long after its seal a day is still looked at, to notice files that come too late. */
    static final int WATCHED_DAYS = 31;

    private static final String AFTER_SEAL = "it came after its day was sealed and is ignored";

    private final boolean bounded;
    private final TreeMap<Integer, BillDay> days = new TreeMap<>();
    private int firstDay;
    private int sealedThrough;
    private long seals;
    private boolean listed;
    private long lateFiles;

    /** Of the days whose directories were there at the last listing, what kept them from it. */
    private final Map<Integer, String> directories = new HashMap<>();

    /**
     * @param bounded whether every directory is complete and none is added
     * @param firstDay the first day that can be sealed, or {@link Horizon#NONE} for that of the
     *     oldest directory
     */
    public DayBook(boolean bounded, int firstDay) {
        this.bounded = bounded;
        begin(firstDay);
    }

    /** The book as it was saved. The first day that it began with stays, whatever is configured. */
    public DayBook(boolean bounded, int firstDay, Progress saved, List<BillDay> savedDays) {
        this(bounded, saved.firstDay() == Horizon.NONE ? firstDay : saved.firstDay());
        if (saved.firstDay() != Horizon.NONE) {
            sealedThrough = saved.sealedThrough();
        }
        seals = saved.seals();
        listed = saved.listed();
        lateFiles = saved.lateFiles();
        savedDays.forEach(day -> days.put(day.day(), day.copy()));
    }

    private void begin(int day) {
        firstDay = day;
        sealedThrough = day == Horizon.NONE ? Horizon.NONE : day - 1;
    }

    /**
     * How far the channel's days have come, in epoch days.
     *
     * @param firstDay the first day that can be sealed, or {@link Horizon#NONE}
     * @param sealedThrough the last sealed day, the day before the first at the beginning
     * @param seals how many seals there were. A re-issue is a seal too
     * @param listed whether the landing directory was listed
     * @param lateFiles how many files and issues came too late to be read
     */
    public record Progress(
            int firstDay, int sealedThrough, long seals, boolean listed, long lateFiles) {}

    /**
     * A file that is to be read.
     *
     * @param issue the issue of the day's bill of which it is
     */
    public record NewFile(int day, int issue, LandingFile file) {}

    /**
     * What a listing brought.
     *
     * @param files what is to be read
     * @param late what came too late to be read, each once: it is to be reported and no more
     * @param warnings sentences for the operator; the same one may come again with each listing
     */
    public record Observed(List<NewFile> files, List<FileReport> late, List<String> warnings) {}

    /** Takes what the landing directory holds now. */
    public Observed observe(Collection<DayListing> listings) {
        Observed observed = new Observed(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        directories.clear();
        listings.forEach(listing -> directories.put(listing.day(), listing.failure()));
        if (firstDay == Horizon.NONE) {
            listings.stream().mapToInt(DayListing::day).min().ifPresent(this::begin);
        }
        long before = listings.stream().filter(listing -> listing.day() < firstDay).count();
        if (before > 0) {
            observed.warnings()
                    .add(
                            (before == 1
                                            ? "1 directory is of a day"
                                            : before + " directories are of days")
                                    + " before the first day "
                                    + LandingNames.directory(firstDay)
                                    + (before == 1 ? " and is" : " and are")
                                    + " not read");
        }
        for (DayListing listing : listings) {
            if (listing.day() >= firstDay) {
                observe(listing, observed);
            }
        }
        if (!bounded) {
            unmarkDaysThatAreGone();
        } else if (!listed && !days.isEmpty()) {
            addAbsentDays();
        }
        listed = true;
        return observed;
    }

    private void observe(DayListing listing, Observed observed) {
        boolean sealed = listing.day() <= sealedThrough;
        BillDay day = days.get(listing.day());
        if (day == null) {
            if (sealed) {
                return;
            }
            day = BillDay.listed(listing.day());
            days.put(listing.day(), day);
        }
        if (!listing.isListed()) {
            return;
        }
        IssueListing issue = listing.counting(bounded);
        if (issue.issue() != day.issue() && (sealed || !day.files().isEmpty())) {
            noticeLateIssue(day, issue.issue(), sealed, observed);
            Optional<IssueListing> former = listing.ofIssue(day.issue());
            if (former.isEmpty()) {
                return;
            }
            issue = former.get();
        }
        if (sealed) {
            noticeLateFiles(day, issue, observed);
            return;
        }
        day.mark(issue.issue(), issue.success(), issue.accepted());
        for (LandingFile file : issue.files()) {
            if (day.add(file.name())) {
                observed.files().add(new NewFile(day.day(), issue.issue(), file));
            }
        }
    }

    /** What is gone is not complete: it must be seen again, whole, before its day is sealed. */
    private void unmarkDaysThatAreGone() {
        for (BillDay day : days.tailMap(sealedThrough, false).values()) {
            if (!directories.containsKey(day.day())) {
                day.mark(day.issue(), false, false);
            }
        }
    }

    private void noticeLateFiles(BillDay day, IssueListing issue, Observed observed) {
        for (LandingFile file : issue.files()) {
            if (day.add(file.name())) {
                late(day.day(), issue.issue(), file.name(), AFTER_SEAL, observed);
            }
        }
    }

    /** An issue that came too late is told as a whole: it may be one without files. */
    private void noticeLateIssue(BillDay day, int issue, boolean sealed, Observed observed) {
        // A lower one counts again when the marker of a higher one was taken away. It is not new.
        if (issue > day.issue() && day.addLateIssue(issue)) {
            String detail =
                    sealed
                            ? AFTER_SEAL
                            : "it came after issue " + day.issue() + " was read and is ignored";
            late(day.day(), issue, LandingNames.issueDirectory(issue), detail, observed);
        }
    }

    private void late(int day, int issue, String name, String detail, Observed observed) {
        lateFiles++;
        observed.late()
                .add(
                        new FileReport(
                                day,
                                issue,
                                name,
                                FileContent.EMPTY,
                                Totals.NONE,
                                BillError.LATE_FILE.word(),
                                detail));
        observed.warnings().add(LandingNames.directory(day) + "/" + name + ": " + detail);
    }

    /** One entry for days in a row: a mistyped year is thousands of years from the next day. */
    private void addAbsentDays() {
        int first = firstDay;
        for (int day : List.copyOf(days.keySet())) {
            if (first < day) {
                int count = day - first;
                String reason = "no directory, though a later day has one";
                days.put(
                        first,
                        BillDay.absent(
                                first,
                                day - 1,
                                count == 1 ? reason : reason + " (" + count + " days)"));
            }
            first = day + 1;
        }
    }

    /** Takes a file's report; one that is known, or of a sealed day, changes nothing. */
    public void take(FileReport report) {
        BillDay day = days.get(report.day());
        if (day != null && report.day() > sealedThrough) {
            day.take(report);
        }
    }

    /**
     * The next thing that is to be said of a day, or empty if nothing is for now. What is returned
     * counts as said: a day that is returned as sealed or accepted is sealed.
     *
     * @param firstUnassigned the first day of which something is not yet in a reader's hands: it
     *     cannot be sealed, nor any after it
     */
    public Optional<DayReport> next(int firstUnassigned) {
        if (firstDay == Horizon.NONE) {
            return Optional.empty();
        }
        int following = sealedThrough + 1;
        BillDay inOrder = days.get(following);
        if (inOrder != null && following < firstUnassigned) {
            Optional<DayReport> verdict = inOrder.verdict(bounded).filter(DayBook::seals);
            if (verdict.isPresent()) {
                sealedThrough = following;
                seals++;
                inOrder.say(verdict.get());
                inOrder.forgetReports();
                days.headMap(following - WATCHED_DAYS, true).clear();
                return verdict;
            }
        }
        for (BillDay day : days.tailMap(following, true).values()) {
            Optional<DayReport> verdict = day.verdict(bounded).filter(report -> !seals(report));
            if (verdict.isPresent() && !verdict.get().equals(day.said())) {
                day.say(verdict.get());
                return verdict;
            }
        }
        return Optional.empty();
    }

    /**
     * That the bill of the next day in order should have come by now and is not complete. Said once
     * of a day, and not of one of which something was said before. To be asked after each attempt
     * to list the channel's directory, in a continuous run.
     *
     * @param nowMs wall-clock epoch milliseconds
     * @param isListed whether the directory could be listed
     */
    public Optional<DayReport> overdue(Patience patience, long nowMs, boolean isListed) {
        if (firstDay == Horizon.NONE) {
            return Optional.empty();
        }
        int following = sealedThrough + 1;
        BillDay known = days.get(following);
        boolean isSettled = known != null && (known.isComplete() || known.said() != null);
        // Asked in any case: it notes since when the day is waited for.
        if (!patience.isOver(following, nowMs) || isSettled) {
            return Optional.empty();
        }
        BillDay day = days.computeIfAbsent(following, BillDay::listed);
        day.say(day.overdue(reasonForDelay(day, isListed)));
        return Optional.of(day.said());
    }

    private String reasonForDelay(BillDay day, boolean isListed) {
        if (!isListed) {
            return "no bill: the channel's directory cannot be listed";
        }
        String failure = directories.get(day.day());
        if (failure == null) {
            return "no bill: there is no directory";
        }
        return failure.isEmpty()
                ? day.incompleteness()
                : "no bill: its directory cannot be listed: " + failure;
    }

    /**
     * What becomes of each day that is not sealed, by what is known of it alone: also of one that
     * waits for an earlier day. Of a day that is not yet decided nothing is said.
     */
    public List<DayReport> verdicts() {
        return days.tailMap(sealedThrough, false).values().stream()
                .flatMap(day -> day.verdict(bounded).stream())
                .toList();
    }

    private static boolean seals(DayReport report) {
        return switch (report.status()) {
            case SEALED, ACCEPTED -> true;
            case HELD, ABSENT, OVERDUE -> false;
        };
    }

    /** Whether the listing was taken and every file of the days that are not sealed reported. */
    public boolean isRead() {
        return listed
                && days.tailMap(sealedThrough, false).values().stream()
                        .allMatch(BillDay::isReported);
    }

    /** Whether a listing was taken. */
    public boolean isListed() {
        return listed;
    }

    /** The first day that can be sealed; {@link Horizon#NONE} while it is not known. */
    public int firstDay() {
        return firstDay;
    }

    /** The last sealed day: every day from the first one to here is sealed. */
    public int sealedThrough() {
        return sealedThrough;
    }

    /** How many seals there were: the number of the last one. */
    public long seals() {
        return seals;
    }

    /** The issue with which a day was sealed; 1 for a day that is no longer known. */
    public int issueOf(int day) {
        BillDay known = days.get(day);
        return known == null ? 1 : known.issue();
    }

    /** The first day whose directory is still of interest. */
    public int watchedFrom() {
        return firstDay == Horizon.NONE
                ? Horizon.NONE
                : Math.max(firstDay, sealedThrough - WATCHED_DAYS + 1);
    }

    /** How many files and issues came too late to be read. */
    public long lateFiles() {
        return lateFiles;
    }

    /** How far the days have come. */
    public Progress progress() {
        return new Progress(firstDay, sealedThrough, seals, listed, lateFiles);
    }

    /** A copy of what is known of the days. */
    public List<BillDay> copyOfDays() {
        return days.values().stream().map(BillDay::copy).toList();
    }
}
