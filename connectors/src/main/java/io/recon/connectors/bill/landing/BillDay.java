package io.recon.connectors.bill.landing;

import static java.util.Objects.requireNonNull;

import io.recon.connectors.bill.proof.DayProof;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of one bill day: its files, their reports, and what was said of it. */
public final class BillDay {
    private static final String INCOMPLETE = "incomplete: no " + LandingNames.SUCCESS;

    private final int day;

    /** The day itself; of absent days in a row the last one. */
    private final int lastDay;

    /** Why the day has no directory, for people; empty if it has one. */
    private final String absence;

    private int issue = 1;
    private boolean success;
    private boolean accepted;

    /** The files that belong to the day, and the reports of those that were read. */
    private final TreeMap<String, Optional<FileReport>> files = new TreeMap<>();

    private int unreported;

    /** The issues that came too late to be read. */
    private final TreeSet<Integer> lateIssues = new TreeSet<>();

    private DayReport said;

    private BillDay(int day, int lastDay, String absence) {
        this.day = day;
        this.lastDay = lastDay;
        this.absence = absence;
    }

    /** A day whose directory is there. */
    public static BillDay listed(int day) {
        return new BillDay(day, day, "");
    }

    /**
     * Days in a row of a bounded run that have no directory.
     *
     * @param lastDay the last of them, the first one itself if it is alone
     * @param absence what is missing, for people; not empty
     */
    public static BillDay absent(int day, int lastDay, String absence) {
        return new BillDay(day, lastDay, absence);
    }

    BillDay copy() {
        BillDay copy = new BillDay(day, lastDay, absence);
        copy.mark(issue, success, accepted);
        copy.files.putAll(files);
        copy.unreported = unreported;
        copy.lateIssues.addAll(lateIssues);
        copy.said = said;
        return copy;
    }

    public int day() {
        return day;
    }

    /** The last of absent days in a row; of any other day the day itself. */
    public int lastDay() {
        return lastDay;
    }

    public String absence() {
        return absence;
    }

    public int issue() {
        return issue;
    }

    public boolean success() {
        return success;
    }

    public boolean accepted() {
        return accepted;
    }

    public Set<String> files() {
        return files.keySet();
    }

    public List<FileReport> reports() {
        List<FileReport> reports = new ArrayList<>();
        files.values().forEach(report -> report.ifPresent(reports::add));
        return reports;
    }

    /** What was last said of the day; null if nothing was. */
    public DayReport said() {
        return said;
    }

    public void say(DayReport report) {
        said = requireNonNull(report, "report");
    }

    public void mark(int countingIssue, boolean hasSuccess, boolean isAccepted) {
        issue = countingIssue;
        success = hasSuccess;
        accepted = isAccepted;
    }

    /** Adds a file; false if it was there before. */
    public boolean add(String name) {
        if (files.putIfAbsent(name, Optional.empty()) != null) {
            return false;
        }
        unreported++;
        return true;
    }

    /** The issues that came too late to be read. */
    public Set<Integer> lateIssues() {
        return Collections.unmodifiableSet(lateIssues);
    }

    /** Notes an issue that came too late to be read; false if it is known. */
    public boolean addLateIssue(int lateIssue) {
        return lateIssues.add(lateIssue);
    }

    /** Takes a file's report; false if it is of none of the day's files or was there before. */
    public boolean take(FileReport report) {
        Optional<FileReport> known = files.get(report.file());
        if (known == null || known.isPresent() || report.issue() != issue) {
            return false;
        }
        files.put(report.file(), Optional.of(report));
        unreported--;
        return true;
    }

    /** Whether every file was read and reported. */
    boolean isReported() {
        return unreported == 0;
    }

    /** Frees the reports, which nobody asks for after the seal. The names stay. */
    void forgetReports() {
        for (Map.Entry<String, Optional<FileReport>> file : files.entrySet()) {
            file.setValue(Optional.empty());
        }
        unreported = 0;
    }

    /**
     * What becomes of the day by what is known of it alone, or empty while that is open.
     *
     * @param bounded whether every directory is taken as complete
     */
    Optional<DayReport> verdict(boolean bounded) {
        if (!absence.isEmpty()) {
            return Optional.of(report(DayStatus.ABSENT, absence));
        }
        if (!isReported()) {
            return Optional.empty();
        }
        String flaw = flaw(bounded);
        if (flaw.isEmpty()) {
            return Optional.of(report(DayStatus.SEALED, ""));
        }
        if (accepted) {
            return Optional.of(report(DayStatus.ACCEPTED, flaw));
        }
        return bounded || success ? Optional.of(report(DayStatus.HELD, flaw)) : Optional.empty();
    }

    /** Whether the bill is there, by its channel's or an operator's word. */
    boolean isComplete() {
        return success || accepted;
    }

    /** That the bill should have come by now. */
    DayReport overdue(String reason) {
        return report(DayStatus.OVERDUE, reason);
    }

    /** Why a bill whose directory is there is not complete, for people. */
    String incompleteness() {
        int count = files.size();
        String found = count == 0 ? "no files" : count == 1 ? "1 file" : count + " files";
        return INCOMPLETE + ", " + found;
    }

    /** What keeps the day from being sealed without an operator's word; empty if nothing does. */
    private String flaw(boolean bounded) {
        String reasonToHold = DayProof.reasonToHold(reports());
        if (!reasonToHold.isEmpty() || success) {
            return reasonToHold;
        }
        if (files.isEmpty() && accepted) {
            return "no bill";
        }
        return bounded ? "" : INCOMPLETE;
    }

    private DayReport report(DayStatus status, String reason) {
        return new DayReport(day, lastDay, issue, status, reason);
    }
}
