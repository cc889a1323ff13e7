package io.recon.connectors.bill;

import io.recon.connectors.config.Quoted;
import io.recon.connectors.file.Directories;
import io.recon.connectors.file.DirectoryEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** One channel's landing directory, on any file system. */
final class Landing {
    private static final int MOST_PATH_CHARS = 1_000;
    private static final String NESTED = "a bill's directory has files and directories vN";

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
    record Listing(List<DayListing> days, List<String> warnings) {
        private void warn(Path ignored, String reason) {
            warnings.add(
                    Quoted.plain(ignored.toString(), MOST_PATH_CHARS) + " is ignored: " + reason);
        }
    }

    /** Where a file of a day lies. */
    Path pathOf(int day, String name) {
        return Directories.child(
                Directories.child(channelDirectory, LandingNames.directory(day)), name);
    }

    /**
     * Lists the directory. A directory that is not there holds nothing.
     *
     * @param watchedFrom the first day into which to look, epoch days; an older one is listed as if
     *     it were empty
     */
    Listing list(int watchedFrom) throws IOException {
        Listing listing = new Listing(new ArrayList<>(), new ArrayList<>());
        for (DirectoryEntry entry : Directories.list(channelDirectory)) {
            String name = entry.name();
            if (LandingNames.isHidden(name)) {
                continue;
            }
            Path path = Directories.child(channelDirectory, name);
            OptionalInt day = entry.isDirectory() ? LandingNames.day(name) : OptionalInt.empty();
            if (day.isEmpty()) {
                listing.warn(path, "it is no directory yyyy-MM-dd");
            } else if (day.getAsInt() < watchedFrom) {
                listing.days().add(unseen(day.getAsInt()));
            } else {
                listing.days().add(listDay(day.getAsInt(), path, listing));
            }
        }
        return listing;
    }

    private static DayListing unseen(int day) {
        return new DayListing(day, List.of(new IssueListing(1, false, false, List.of())));
    }

    private static DayListing listDay(int day, Path directory, Listing listing) throws IOException {
        List<IssueListing> issues = new ArrayList<>();
        List<String> nested = new ArrayList<>();
        issues.add(listIssue(1, directory, "", nested, listing));
        for (String name : nested) {
            Path path = Directories.child(directory, name);
            OptionalInt issue = LandingNames.issue(name);
            if (issue.isEmpty()) {
                listing.warn(path, NESTED);
                continue;
            }
            List<String> deeper = new ArrayList<>();
            issues.add(listIssue(issue.getAsInt(), path, name + "/", deeper, listing));
            deeper.forEach(below -> listing.warn(Directories.child(path, below), NESTED));
        }
        return new DayListing(day, issues);
    }

    /** The markers are tested before the listing: who sees _SUCCESS then sees every file. */
    private static IssueListing listIssue(
            int issue, Path directory, String prefix, List<String> nested, Listing listing)
            throws IOException {
        FileSystem files = directory.getFileSystem();
        boolean success = files.exists(new Path(directory, LandingNames.SUCCESS));
        boolean accepted = files.exists(new Path(directory, LandingNames.ACCEPT));
        List<LandingFile> found = new ArrayList<>();
        for (DirectoryEntry entry : Directories.list(directory)) {
            String name = entry.name();
            if (LandingNames.isHidden(name)) {
                continue;
            }
            switch (entry.kind()) {
                case DIRECTORY -> nested.add(name);
                case FILE ->
                        found.add(
                                new LandingFile(prefix + name, entry.length(), entry.modifiedMs()));
                case OTHER ->
                        listing.warn(
                                Directories.child(directory, name),
                                "it is a pipe, a socket or a device");
            }
        }
        found.sort(Comparator.comparing(LandingFile::name));
        return new IssueListing(issue, success, accepted, found);
    }
}
