package io.recon.connectors.file;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** A directory on any file system that Flink knows. */
public final class FlinkDirectory implements Directory {
    private final Path path;

    public FlinkDirectory(Path path) {
        this.path = requireNonNull(path, "path");
    }

    @Override
    public List<DirectoryEntry> list() throws IOException {
        return Directories.list(path);
    }

    @Override
    public boolean has(String name) throws IOException {
        return path.getFileSystem().exists(Directories.child(path, name));
    }

    @Override
    public Directory directory(String name) {
        return new FlinkDirectory(Directories.child(path, name));
    }

    @Override
    public String pathOf(String name) {
        Path child = Directories.child(path, name);
        // Of a path of this machine a scheme says nothing.
        return "file".equals(child.toUri().getScheme()) ? child.getPath() : child.toString();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
