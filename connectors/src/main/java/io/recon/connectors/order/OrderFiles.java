package io.recon.connectors.order;

import io.recon.connectors.file.Directories;
import io.recon.connectors.file.DirectoryEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * Finds the files of orders below a path, and cuts plain ones into ranges so that several readers
 * share a large one. Files and directories whose names begin with {@code .} or {@code _} are passed
 * over, unless the path itself is one.
 */
final class OrderFiles implements FileEnumerator {
    static final long LEAST_RANGE_BYTES = 1L << 20;

    private static final long MOST_RANGE_BYTES = 32L << 20;

    /** Ranges for each reader, so that all are done at about the same time. */
    private static final int RANGES_PER_READER = 8;

    private static final int MOST_DEPTH = 32;
    private static final int MOST_FILES = 1_000_000;

    private final long leastRangeBytes;

    OrderFiles(long leastRangeBytes) {
        this.leastRangeBytes = leastRangeBytes;
    }

    static boolean isCompressed(Path file) {
        String name = file.getName();
        return name.regionMatches(true, name.length() - 3, ".gz", 0, 3);
    }

    /** How a file below a path is named: by its path from there. */
    static String nameOf(Path root, Path file) {
        String rootPath = root.getPath();
        String below = rootPath.endsWith("/") ? rootPath : rootPath + "/";
        String path = file.getPath();
        return path.startsWith(below) ? path.substring(below.length()) : file.getName();
    }

    /** A file that was found. */
    private record Found(Path path, long length, long modifiedMs) {}

    /** The splits, the files sorted by name and each file's ranges in their order. */
    @Override
    public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int readers)
            throws IOException {
        List<Found> files = new ArrayList<>();
        for (Path path : paths) {
            collect(path, Directories.describe(path), new ArrayDeque<>(), files);
        }
        long bytes = 0;
        for (Found file : files) {
            bytes += file.length();
        }
        long rangeBytes = bytes / ((long) RANGES_PER_READER * Math.max(1, readers));
        rangeBytes = Math.max(leastRangeBytes, Math.min(rangeBytes, MOST_RANGE_BYTES));
        List<FileSourceSplit> splits = new ArrayList<>();
        for (Found file : files) {
            cut(file, rangeBytes, splits);
        }
        return splits;
    }

    /**
     * @param above the directories on the way, on this machine where they really are
     */
    private static void collect(
            Path path, DirectoryEntry entry, Deque<Object> above, List<Found> files)
            throws IOException {
        switch (entry.kind()) {
            case FILE -> {
                if (files.size() == MOST_FILES) {
                    throw new IOException("there are more than " + MOST_FILES + " files of orders");
                }
                files.add(new Found(path, entry.length(), entry.modifiedMs()));
            }
            case DIRECTORY -> {
                if (above.size() == MOST_DEPTH) {
                    throw new IOException(
                            path
                                    + " lies more than "
                                    + MOST_DEPTH
                                    + " directories below the orders' one");
                }
                Object place =
                        Directories.isLocal(path) ? Directories.localPath(path).toRealPath() : path;
                if (above.contains(place)) {
                    throw new IOException(path + " is a link to a directory above it");
                }
                above.push(place);
                for (DirectoryEntry child : Directories.list(path)) {
                    String name = child.name();
                    if (!name.startsWith(".") && !name.startsWith("_")) {
                        collect(Directories.child(path, name), child, above, files);
                    }
                }
                above.pop();
            }
            case OTHER ->
                    throw new IOException(
                            path + " is a pipe, a socket or a device; orders come in files");
        }
    }

    /** A compressed file has one range, also when it is empty: its reader says what it lacks. */
    private static void cut(Found file, long rangeBytes, List<FileSourceSplit> splits) {
        if (isCompressed(file.path())) {
            splits.add(split(file, 0, file.length(), splits.size()));
            return;
        }
        for (long start = 0; start < file.length(); start += rangeBytes) {
            long length = Math.min(rangeBytes, file.length() - start);
            splits.add(split(file, start, length, splits.size()));
        }
    }

    private static FileSourceSplit split(Found file, long start, long length, int number) {
        return new FileSourceSplit(
                Integer.toString(number),
                file.path(),
                start,
                length,
                file.modifiedMs(),
                file.length());
    }
}
