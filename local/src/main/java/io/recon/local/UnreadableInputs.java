package io.recon.local;

import io.recon.connectors.bill.landing.LandingNames;
import io.recon.model.day.Horizon;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the directories and files of the inputs that this user may not read, all of them and before
 * a run has spent its time on the others. It opens no file, and looks only at what a run would
 * read. What else may be wrong with the inputs is for their readers to say.
 */
final class UnreadableInputs {
    private final Predicate<Path> isReadable;
    private final List<Path> found = new ArrayList<>();

    /** The directories that were listed, where they really are: a link may lead to one above it. */
    private final Set<Path> listed = new HashSet<>();

    /**
     * @param isReadable whether this user may read a file, or list a directory and what is in it
     */
    UnreadableInputs(Predicate<Path> isReadable) {
        this.isReadable = isReadable;
    }

    /** Asks the file system. */
    static UnreadableInputs ofThisUser() {
        return new UnreadableInputs(
                path ->
                        Files.isReadable(path)
                                && (Files.isExecutable(path) || !Files.isDirectory(path)));
    }

    /** What was found, in the order of the looking. */
    List<Path> found() {
        return found;
    }

    /** Looks at a file of orders, or at all below a directory of them. */
    void lookAtOrders(Path path) {
        if (!Files.isDirectory(path)) {
            look(path);
            return;
        }
        list(path).forEach(this::lookAtOrders);
    }

    /**
     * Looks at the bills of a channel.
     *
     * @param firstDay the first day that is read, epoch days, or {@link Horizon#NONE} for all
     */
    void lookAtBills(Path channelDirectory, int firstDay) {
        for (Path directory : list(channelDirectory)) {
            OptionalInt day = LandingNames.day(nameOf(directory));
            if (Files.isDirectory(directory)
                    && day.isPresent()
                    && (firstDay == Horizon.NONE || day.getAsInt() >= firstDay)) {
                lookAtDay(directory);
            }
        }
    }

    /** Every issue of the day's bill is listed, and the last one read. */
    private void lookAtDay(Path directory) {
        List<Path> counting = list(directory);
        int last = 1;
        for (Path path : counting) {
            OptionalInt issue = LandingNames.issue(nameOf(path));
            if (issue.isPresent() && Files.isDirectory(path)) {
                List<Path> files = list(path);
                if (issue.getAsInt() > last) {
                    last = issue.getAsInt();
                    counting = files;
                }
            }
        }
        counting.stream().filter(path -> !Files.isDirectory(path)).forEach(this::look);
    }

    /** Whether a directory may be listed; if not, it is among what was found. */
    boolean mayList(Path directory) {
        return look(directory);
    }

    private boolean look(Path path) {
        // What has gone, and a link that leads nowhere, are not for a user's rights to explain.
        if (!Files.exists(path) || isReadable.test(path)) {
            return true;
        }
        found.add(path);
        return false;
    }

    /** What lies in a directory and is not hidden, sorted; nothing if it may not be listed. */
    List<Path> list(Path directory) {
        List<Path> entries = new ArrayList<>();
        if (!Files.isDirectory(directory) || !look(directory)) {
            return entries;
        }
        try {
            if (!listed.add(directory.toRealPath())) {
                return entries;
            }
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                for (Path entry : stream) {
                    if (!LandingNames.isHidden(nameOf(entry))) {
                        entries.add(entry);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Whoever reads it says what is wrong with it.
            return entries;
        }
        entries.sort(null);
        return entries;
    }

    private static String nameOf(Path path) {
        return path.getFileName().toString();
    }
}
