package io.recon.connectors.hive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What writers that were killed left in a table's directories: hidden files that hold rows of no
 * checkpoint, or a second time the rows of one. Readers pass them over, but nobody removes them.
 *
 * <p>A hidden file may also be one that a checkpoint knows and that was not renamed yet, and a
 * restore from that checkpoint would lose its rows without a word if it were gone. A job that goes
 * on renames such files when it starts; that somebody goes back to another checkpoint is why only
 * files past {@link #LEAST_AGE} are removed. That also spares the writers of other jobs.
 */
final class LeftoverFiles {
    /** Files touched later than this before the sweep stay. */
    static final Duration LEAST_AGE = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverFiles.class);

    /** As the writers name a file that is not complete. */
    private static final Pattern HIDDEN_PART =
            Pattern.compile("\\.part-.*\\.inprogress\\.[0-9a-f-]+");

    /** A table's partitions are at most so deep below it. */
    private static final int MOST_DEPTH = 2;

    private static final int MOST_LISTINGS = 100;

    private LeftoverFiles() {}

    /** Sweeps without letting anybody wait; what goes wrong is logged. */
    static void sweepInBackground(String location, long nowMs) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                sweep(new Path(location), nowMs - LEAST_AGE.toMillis());
                            } catch (IOException | RuntimeException e) {
                                LOG.warn("{} could not be swept of unfinished files", location, e);
                            }
                        },
                        "sweep-" + location);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Removes the unfinished files below a table's directory that nobody has touched since.
     *
     * @return how many
     */
    static int sweep(Path table, long untouchedSinceMs) throws IOException {
        int swept = sweep(table.getFileSystem(), table, untouchedSinceMs, 0);
        if (swept > 0) {
            LOG.info("{} unfinished files of former attempts removed below {}", swept, table);
        }
        return swept;
    }

    private static int sweep(FileSystem files, Path directory, long untouchedSinceMs, int depth)
            throws IOException {
        int swept = 0;
        for (FileStatus entry : list(files, directory)) {
            Path path = entry.getPath();
            if (entry.isDir()) {
                swept += depth < MOST_DEPTH ? sweep(files, path, untouchedSinceMs, depth + 1) : 0;
            } else if (entry.getModificationTime() < untouchedSinceMs
                    && HIDDEN_PART.matcher(path.getName()).matches()
                    && files.delete(path, false)) {
                swept++;
            }
        }
        return swept;
    }

    /** Writers rename files meanwhile, and a local file system's listing fails over that. */
    static FileStatus[] list(FileSystem files, Path directory) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                FileStatus[] entries = files.listStatus(directory);
                return entries == null ? new FileStatus[0] : entries;
            } catch (FileNotFoundException e) {
                if (attempt == MOST_LISTINGS) {
                    throw e;
                }
            }
        }
    }
}
