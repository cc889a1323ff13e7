package io.recon.connectors.order;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
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

    /** The splits, the files sorted by name and each file's ranges in their order. */
    @Override
    public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int readers)
            throws IOException {
        List<FileStatus> files = new ArrayList<>();
        for (Path path : paths) {
            FileSystem fileSystem = path.getFileSystem();
            collect(fileSystem, fileSystem.getFileStatus(path), 0, files);
        }
        long bytes = 0;
        for (FileStatus file : files) {
            bytes += file.getLen();
        }
        long rangeBytes = bytes / ((long) RANGES_PER_READER * Math.max(1, readers));
        rangeBytes = Math.max(leastRangeBytes, Math.min(rangeBytes, MOST_RANGE_BYTES));
        List<FileSourceSplit> splits = new ArrayList<>();
        for (FileStatus file : files) {
            cut(file, rangeBytes, splits);
        }
        return splits;
    }

    private static void collect(
            FileSystem fileSystem, FileStatus status, int depth, List<FileStatus> files)
            throws IOException {
        if (!status.isDir()) {
            if (files.size() == MOST_FILES) {
                throw new IOException("there are more than " + MOST_FILES + " files of orders");
            }
            files.add(status);
            return;
        }
        if (depth == MOST_DEPTH) {
            throw new IOException(
                    status.getPath()
                            + " lies more than "
                            + MOST_DEPTH
                            + " directories below the orders' one");
        }
        FileStatus[] children = fileSystem.listStatus(status.getPath());
        if (children == null) {
            throw new IOException(status.getPath() + " cannot be listed");
        }
        Arrays.sort(children, Comparator.comparing(child -> child.getPath().getName()));
        for (FileStatus child : children) {
            String name = child.getPath().getName();
            if (!name.startsWith(".") && !name.startsWith("_")) {
                collect(fileSystem, child, depth + 1, files);
            }
        }
    }

    private static void cut(FileStatus file, long rangeBytes, List<FileSourceSplit> splits) {
        long step = isCompressed(file.getPath()) ? Long.MAX_VALUE : rangeBytes;
        for (long start = 0; start < file.getLen(); start += step) {
            long length = Math.min(step, file.getLen() - start);
            splits.add(
                    new FileSourceSplit(
                            Integer.toString(splits.size()),
                            file.getPath(),
                            start,
                            length,
                            file.getModificationTime(),
                            file.getLen()));
            if (length == file.getLen() - start) {
                break;
            }
        }
    }
}
