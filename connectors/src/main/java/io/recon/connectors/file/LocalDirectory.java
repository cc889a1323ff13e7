package io.recon.connectors.file;

import static java.util.Objects.requireNonNull;

import io.recon.connectors.file.DirectoryEntry.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A directory of this machine, without Flink. Names are text as {@link DirectoryEntry#name} has
 * them, also those that are bytes and no text on the disk.
 *
 * <p>Symbolic links are followed. A link that leads nowhere is a failure and not nothing: somebody
 * expects a file there.
 */
public final class LocalDirectory implements Directory {
    private final Path path;

    public LocalDirectory(Path path) {
        this.path = requireNonNull(path, "path");
    }

    @Override
    public List<DirectoryEntry> list() throws IOException {
        List<DirectoryEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Path found : stream) {
                entryOf(found).ifPresent(entries::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return entries;
        } catch (AccessDeniedException e) {
            throw mayNotBeRead(path, e);
        } catch (DirectoryIteratorException e) {
            throw new IOException(
                    "directory " + path + " cannot be listed to its end", e.getCause());
        }
        entries.sort(Comparator.comparing(DirectoryEntry::name));
        return entries;
    }

    @Override
    public boolean has(String name) throws IOException {
        return find(name).filter(Files::exists).isPresent();
    }

    @Override
    public LocalDirectory directory(String name) throws IOException {
        return new LocalDirectory(file(name));
    }

    @Override
    public String pathOf(String name) {
        return path + "/" + name;
    }

    /**
     * Where something of this name in it lies. It need not exist.
     *
     * @throws FileNotFoundException if it does not exist and this machine cannot have such a name
     * @throws IOException if the directory cannot be listed
     */
    public Path file(String name) throws IOException {
        return find(name)
                .orElseThrow(() -> new FileNotFoundException(pathOf(name) + " does not exist"));
    }

    private Optional<Path> find(String name) throws IOException {
        Optional<Path> direct = byText(path, name);
        if (direct.isPresent() && Files.exists(direct.get())) {
            return direct;
        }
        return byName(name, direct.isEmpty()).or(() -> direct);
    }

    /** Empty if the machine's locale has no such characters; the file may be there all the same. */
    private static Optional<Path> byText(Path directory, String name) {
        try {
            return Optional.of(directory.resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Finds what text does not lead to: a name that is bytes, shown as it was listed. */
    private Optional<Path> byName(String name, boolean isNoText) throws IOException {
        boolean isListed = isNoText || name.indexOf('%') >= 0;
        if (!isListed || !Files.isDirectory(path)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Path found : stream) {
                if (FileNames.of(found).equals(name)) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What is known of a path of this machine.
     *
     * @throws IOException if nothing is there; the message names it
     */
    public static DirectoryEntry describe(Path path) throws IOException {
        return entryOf(path).orElseThrow(() -> new FileNotFoundException(path + " does not exist"));
    }

    /** Empty if it has gone since it was listed. */
    private static Optional<DirectoryEntry> entryOf(Path path) throws IOException {
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

    private static IOException mayNotBeRead(Path path, IOException e) {
        return new IOException(path + " may not be read by this user", e);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
