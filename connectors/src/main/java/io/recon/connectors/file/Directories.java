package io.recon.connectors.file;

import io.recon.connectors.file.DirectoryEntry.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Lists directories. Those of this machine are listed without Flink: its listing fails as a whole
 * on a name with a colon, and takes a directory that may not be read for an empty one.
 *
 * <p>Symbolic links are followed. A link that leads nowhere is a failure and not nothing: somebody
 * expects a file there.
 */
public final class Directories {
    private Directories() {}

    /**
     * What lies in a directory, sorted by name; nothing if the directory is not there.
     *
     * @throws IOException if it cannot be listed; the message names it
     */
    public static List<DirectoryEntry> list(Path directory) throws IOException {
        List<DirectoryEntry> entries =
                isLocal(directory) ? listLocal(directory) : listRemote(directory);
        entries.sort(Comparator.comparing(DirectoryEntry::name));
        return entries;
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
        return describe(localPath(path))
                .orElseThrow(() -> new FileNotFoundException(path + " does not exist"));
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
        Optional<java.nio.file.Path> direct = byText(path);
        if (direct.isPresent() && Files.exists(direct.get())) {
            return direct.get();
        }
        return byName(path)
                .or(() -> direct)
                .orElseThrow(() -> new FileNotFoundException(path + " does not exist"));
    }

    /** Empty if the machine's locale has no such characters; the file may be there all the same. */
    private static Optional<java.nio.file.Path> byText(Path path) {
        try {
            return Optional.of(java.nio.file.Path.of(path.getPath()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Finds what text does not lead to: a name that is bytes, shown as it was listed. */
    private static Optional<java.nio.file.Path> byName(Path path) throws IOException {
        int slash = path.getPath().lastIndexOf('/');
        String wanted = path.getPath().substring(slash + 1);
        Optional<java.nio.file.Path> directory = byText(path.getParent());
        boolean isListed = wanted.indexOf('%') >= 0 || byText(path).isEmpty();
        if (!isListed || directory.isEmpty() || !Files.isDirectory(directory.get())) {
            return Optional.empty();
        }
        try (DirectoryStream<java.nio.file.Path> stream =
                Files.newDirectoryStream(directory.get())) {
            for (java.nio.file.Path found : stream) {
                if (FileNames.of(found).equals(wanted)) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private static List<DirectoryEntry> listLocal(Path path) throws IOException {
        java.nio.file.Path directory = localPath(path);
        List<DirectoryEntry> entries = new ArrayList<>();
        try (DirectoryStream<java.nio.file.Path> stream = Files.newDirectoryStream(directory)) {
            for (java.nio.file.Path found : stream) {
                describe(found).ifPresent(entries::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return entries;
        } catch (AccessDeniedException e) {
            throw mayNotBeRead(directory, e);
        } catch (DirectoryIteratorException e) {
            throw new IOException(
                    "directory " + directory + " cannot be listed to its end", e.getCause());
        }
        return entries;
    }

    /** Empty if it has gone since it was listed. */
    private static Optional<DirectoryEntry> describe(java.nio.file.Path path) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            Kind kind =
                    found.isDirectory()
                            ? Kind.DIRECTORY
                            : found.isRegularFile() ? Kind.FILE : Kind.OTHER;
            return Optional.of(
                    new DirectoryEntry(
                            FileNames.of(path),
                            kind,
                            found.size(),
                            found.lastModifiedTime().toMillis()));
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(path)) {
                throw new IOException(path + " is a symbolic link that leads nowhere", e);
            }
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw mayNotBeRead(path, e);
        }
    }

    private static IOException mayNotBeRead(java.nio.file.Path path, IOException e) {
        return new IOException(path + " may not be read by this user", e);
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
