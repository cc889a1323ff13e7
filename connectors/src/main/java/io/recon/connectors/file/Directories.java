package io.recon.connectors.file;

import io.recon.connectors.file.DirectoryEntry.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Lists directories. Those of this machine are listed without Flink: its listing fails as a whole
 * on a name with a colon, and takes a directory that may not be read for an empty one.
 *
 * <p>Symbolic links of this machine are followed as {@link LocalDirectory} does.
 */
public final class Directories {
    private Directories() {}

    /**
     * What lies in a directory, sorted by name; nothing if the directory is not there.
     *
     * @throws IOException if it cannot be listed; the message names it
     */
    public static List<DirectoryEntry> list(Path directory) throws IOException {
        return isLocal(directory)
                ? new LocalDirectory(localPath(directory)).list()
                : listRemote(directory);
    }

    /**
     * A file or directory by its path.
     *
     * @throws IOException if there is none; the message names it
     */
    public static DirectoryEntry describe(Path path) throws IOException {
        if (!isLocal(path)) {
            return entryOf(path.getFileSystem().getFileStatus(path));
        }
        return LocalDirectory.describe(localPath(path));
    }

    /** What has a name in a directory, whatever characters are in the name. */
    public static Path child(Path directory, String name) {
        URI parent = directory.toUri();
        String above = parent.getPath();
        String path = above.endsWith("/") ? above + name : above + "/" + name;
        try {
            return new Path(new URI(parent.getScheme(), parent.getAuthority(), path, null, null));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no path leads to " + name, e);
        }
    }

    /** Whether a path is one of this machine. */
    public static boolean isLocal(Path path) throws IOException {
        return !path.getFileSystem().isDistributedFS();
    }

    /**
     * Where a path of this machine is. It need not exist.
     *
     * @throws IOException if the directory in which it should be cannot be listed
     */
    public static java.nio.file.Path localPath(Path path) throws IOException {
        try {
            java.nio.file.Path direct = java.nio.file.Path.of(path.getPath());
            if (path.getParent() == null || Files.exists(direct)) {
                return direct;
            }
        } catch (InvalidPathException e) {
            // No text leads there; the file may be there all the same.
        }
        return localDirectory(path.getParent()).file(path.getName());
    }

    private static LocalDirectory localDirectory(Path path) throws IOException {
        try {
            return new LocalDirectory(java.nio.file.Path.of(path.getPath()));
        } catch (InvalidPathException e) {
            throw new FileNotFoundException(path + " does not exist");
        }
    }

    private static List<DirectoryEntry> listRemote(Path directory) throws IOException {
        FileSystem files = directory.getFileSystem();
        List<DirectoryEntry> entries = new ArrayList<>();
        FileStatus[] found;
        try {
            found = files.listStatus(directory);
        } catch (FileNotFoundException e) {
            return entries;
        }
        if (found == null) {
            // Taken for empty, its day would close as one without business.
            throw new IOException("directory " + directory + " cannot be listed");
        }
        for (FileStatus status : found) {
            entries.add(entryOf(status));
        }
        entries.sort(Comparator.comparing(DirectoryEntry::name));
        return entries;
    }

    private static DirectoryEntry entryOf(FileStatus status) {
        return new DirectoryEntry(
                status.getPath().getName(),
                status.isDir() ? Kind.DIRECTORY : Kind.FILE,
                status.getLen(),
                status.getModificationTime());
    }
}
