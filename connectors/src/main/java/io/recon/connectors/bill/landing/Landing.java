package io.recon.connectors.bill.landing;

import io.recon.connectors.config.Quoted;
import io.recon.connectors.file.Directory;
import io.recon.connectors.file.DirectoryEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** One channel's landing directory, on any file system. */
public final class Landing {
    private static final int MOST_PATH_CHARS = 1_000;
    private static final String NESTED = "a bill's directory has files and directories vN";

    private final Directory channelDirectory;

    public Landing(Directory channelDirectory) {
        this.channelDirectory = channelDirectory;
    }

    /**
     * What the directory holds.
     *
     * @param days the days that are looked at, and of older ones no more than their dates
     * @param warnings sentences about what was passed over
     */
    public record Listing(List<DayListing> days, List<String> warnings) {
        private void warn(Directory directory, String ignored, String reason) {
            String path = Quoted.plain(directory.pathOf(ignored), MOST_PATH_CHARS);
            warnings.add(path + " is ignored: " + reason);
        }
    }

    /**
     * Lists the directory. A directory that is not there holds nothing.
     *
     * @param watchedFrom the first day into which to look, epoch days; an older one is listed as if
     *     it were empty
     * @throws IOException if the directory or a day's cannot be listed; the message names it
     */
    public Listing list(int watchedFrom) throws IOException {
        return list(watchedFrom, false);
    }

    /**
     * Lists the directory; a day's directory that cannot be listed is told as such, and keeps
     * nobody from the others.
     *
     * @throws IOException if the directory itself cannot be listed
     */
    public Listing listWhatCanBe(int watchedFrom) throws IOException {
        return list(watchedFrom, true);
    }

    private Listing list(int watchedFrom, boolean forgiving) throws IOException {
        Listing listing = new Listing(new ArrayList<>(), new ArrayList<>());
        for (DirectoryEntry entry : channelDirectory.list()) {
            String name = entry.name();
            if (LandingNames.isHidden(name)) {
                continue;
            }
            OptionalInt day = entry.isDirectory() ? LandingNames.day(name) : OptionalInt.empty();
            if (day.isEmpty()) {
                listing.warn(channelDirectory, name, "it is no directory yyyy-MM-dd");
            } else if (day.getAsInt() < watchedFrom) {
                listing.days().add(DayListing.unseen(day.getAsInt()));
            } else {
                listing.days().add(listDay(day.getAsInt(), name, forgiving, listing));
            }
        }
        return listing;
    }

    private DayListing listDay(int day, String name, boolean forgiving, Listing listing)
            throws IOException {
        try {
            return listDay(day, channelDirectory.directory(name), listing);
        } catch (IOException e) {
            if (!forgiving) {
                throw e;
            }
            String path = Quoted.plain(channelDirectory.pathOf(name), MOST_PATH_CHARS);
            String reason = Quoted.plain(String.valueOf(e.getMessage()), MOST_PATH_CHARS);
            listing.warnings().add(path + " cannot be listed: " + reason);
            return DayListing.unlisted(day, reason);
        }
    }

    private static DayListing listDay(int day, Directory directory, Listing listing)
            throws IOException {
        List<IssueListing> issues = new ArrayList<>();
        List<String> nested = new ArrayList<>();
        issues.add(listIssue(1, directory, "", nested, listing));
        for (String name : nested) {
            OptionalInt issue = LandingNames.issue(name);
            if (issue.isEmpty()) {
                listing.warn(directory, name, NESTED);
                continue;
            }
            Directory reissued = directory.directory(name);
            List<String> deeper = new ArrayList<>();
            issues.add(listIssue(issue.getAsInt(), reissued, name + "/", deeper, listing));
            deeper.forEach(below -> listing.warn(reissued, below, NESTED));
        }
        return new DayListing(day, issues);
    }

    /** The markers are tested before the listing: who sees _SUCCESS then sees every file. */
    private static IssueListing listIssue(
            int issue, Directory directory, String prefix, List<String> nested, Listing listing)
            throws IOException {
        boolean success = directory.has(LandingNames.SUCCESS);
        boolean accepted = directory.has(LandingNames.ACCEPT);
        List<LandingFile> found = new ArrayList<>();
        for (DirectoryEntry entry : directory.list()) {
            String name = entry.name();
            if (LandingNames.isHidden(name)) {
                continue;
            }
            switch (entry.kind()) {
                case DIRECTORY -> nested.add(name);
                case FILE ->
                        found.add(
                                new LandingFile(prefix + name, entry.length(), entry.modifiedMs()));
                case OTHER -> listing.warn(directory, name, "it is a pipe, a socket or a device");
            }
        }
        found.sort(Comparator.comparing(LandingFile::name));
        return new IssueListing(issue, success, accepted, found);
    }
}
