package io.recon.connectors.bill;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** One channel's landing directory, on any file system. */
final class Landing {
    private final Path channelDirectory;

    Landing(Path channelDirectory) {
        this.channelDirectory = channelDirectory;
    }

    /**
     * What the directory holds.
     *
     * @param days the days that are looked at, and of older ones no more than their dates
     * @param warnings sentences about what was passed over
     */
    record Listing(List<DayListing> days, List<String> warnings) {}

    /** Where a file of a day lies. */
    Path pathOf(int day, String name) {
        return new Path(new Path(channelDirectory, LandingNames.directory(day)), name);
    }

    /**
     * Lists the directory. A directory that is not there holds nothing.
     *
     * @param watchedFrom the first day into which to look, epoch days; an older one is listed as if
     *     it were empty
     */
    Listing list(int watchedFrom) throws IOException {
        Listing listing = new Listing(new ArrayList<>(), new ArrayList<>());
        FileSystem files = channelDirectory.getFileSystem();
        for (FileStatus entry : list(files, channelDirectory)) {
            String name = entry.getPath().getName();
            if (LandingNames.isHidden(name)) {
                continue;
            }
            OptionalInt day = entry.isDir() ? LandingNames.day(name) : OptionalInt.empty();
            if (day.isEmpty()) {
                listing.warnings()
                        .add(entry.getPath() + " is ignored: it is no directory yyyy-MM-dd");
            } else if (day.getAsInt() < watchedFrom) {
                listing.days().add(unseen(day.getAsInt()));
            } else {
                listing.days().add(listDay(files, day.getAsInt(), entry.getPath(), listing));
            }
        }
        return listing;
    }

    private static DayListing unseen(int day) {
        return new DayListing(day, List.of(new IssueListing(1, false, false, List.of())));
    }

    private static DayListing listDay(FileSystem files, int day, Path directory, Listing listing)
            throws IOException {
        List<IssueListing> issues = new ArrayList<>();
        List<FileStatus> nested = new ArrayList<>();
        issues.add(listIssue(files, 1, directory, "", nested));
        for (FileStatus entry : nested) {
            OptionalInt issue = LandingNames.issue(entry.getPath().getName());
            if (issue.isEmpty()) {
                listing.warnings().add(ignoredDirectory(entry));
                continue;
            }
            String prefix = entry.getPath().getName() + "/";
            List<FileStatus> deeper = new ArrayList<>();
            issues.add(listIssue(files, issue.getAsInt(), entry.getPath(), prefix, deeper));
            deeper.forEach(status -> listing.warnings().add(ignoredDirectory(status)));
        }
        return new DayListing(day, issues);
    }

    private static String ignoredDirectory(FileStatus entry) {
        return "directory " + entry.getPath() + " is ignored: a bill's directory has files and vN";
    }

    /** The markers are tested before the listing: who sees _SUCCESS then sees every file. */
    private static IssueListing listIssue(
            FileSystem files, int issue, Path directory, String prefix, List<FileStatus> nested)
            throws IOException {
        boolean success = files.exists(new Path(directory, LandingNames.SUCCESS));
        boolean accepted = files.exists(new Path(directory, LandingNames.ACCEPT));
        List<LandingFile> found = new ArrayList<>();
        for (FileStatus entry : list(files, directory)) {
            String name = entry.getPath().getName();
            if (LandingNames.isHidden(name)) {
                continue;
            }
            if (entry.isDir()) {
                nested.add(entry);
            } else {
                found.add(
                        new LandingFile(
                                prefix + name, entry.getLen(), entry.getModificationTime()));
            }
        }
        found.sort(Comparator.comparing(LandingFile::name));
        return new IssueListing(issue, success, accepted, found);
    }

    private static FileStatus[] list(FileSystem files, Path directory) throws IOException {
        try {
            FileStatus[] entries = files.listStatus(directory);
            return entries == null ? new FileStatus[0] : entries;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }
}
