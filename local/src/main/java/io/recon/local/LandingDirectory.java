package io.recon.local;

import io.recon.job.config.ChannelConfig;
import io.recon.job.config.ReconConfig;
import io.recon.model.day.Horizon;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The landing directory as the user gave it: the directories of the channels. */
public final class LandingDirectory {
    private static final int MOST_NAMED = 20;

    private final Path path;

    public LandingDirectory(Path path) {
        this.path = path;
    }

    /**
     * The configured landing directory; empty if it is on another file system than this machine's.
     */
    public static Optional<LandingDirectory> of(ReconConfig config) {
        URI uri = new org.apache.flink.core.fs.Path(config.landing()).toUri();
        boolean isHere = uri.getScheme() == null || uri.getScheme().equals("file");
        return isHere
                ? Optional.of(new LandingDirectory(Path.of(uri.getPath())))
                : Optional.empty();
    }

    /** Looks for what a run would read and may not. */
    void lookAtBills(UnreadableInputs unreadable, ReconConfig config) {
        if (unreadable.mayList(path)) {
            for (ChannelConfig channel : config.channels().values()) {
                unreadable.lookAtBills(path.resolve(channel.name()), firstDay(channel));
            }
        }
    }

    /** Looks for what may not be read, when it is not known which channels there are. */
    void lookAtAllBills(UnreadableInputs unreadable) {
        for (Path channel : unreadable.list(path)) {
            unreadable.lookAtBills(channel, Horizon.NONE);
        }
    }

    /** The first day of a channel that is read, epoch days; {@link Horizon#NONE} for the oldest. */
    public static int firstDay(ChannelConfig channel) {
        return channel.day()
                .firstDay()
                .map(LocalDate::toEpochDay)
                .map(Math::toIntExact)
                .orElse(Horizon.NONE);
    }

    /**
     * A sentence about each thing in it that is of no configured channel, so that a misspelt name
     * is no silent absence of bills.
     *
     * @throws IOException if the directory, or that of a channel, cannot be listed
     */
    public List<String> unread(Set<String> channels) throws IOException {
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean isHidden = name.startsWith(".") || name.startsWith("_");
                boolean isRead = channels.contains(name) && Files.isDirectory(entry);
                if (!isHidden && !isRead) {
                    others.add(entry);
                }
            }
        }
        Collections.sort(others);
        List<String> warnings = new ArrayList<>();
        for (Path other : others.subList(0, Math.min(MOST_NAMED, others.size()))) {
            warnings.add(
                    other
                            + " is not read: only the directories of configured channels are ("
                            + String.join(", ", channels)
                            + ")");
        }
        if (others.size() > MOST_NAMED) {
            warnings.add("and " + (others.size() - MOST_NAMED) + " more in " + path);
        }
        return warnings;
    }
}
