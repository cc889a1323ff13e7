package io.recon.local.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A directory for a run's working files, on the disk that the user chose for the output where that
 * is possible. It is gone when the run is over, also when it is interrupted.
 */
public final class WorkDirectory implements Closeable {
    private final Path path;
    private final Thread atExit;

    private WorkDirectory(Path path) {
        this.path = path;
        this.atExit = new Thread(this::delete, "delete-work-directory");
    }

    /**
     * Makes one, in the directory that the user chose or beside it.
     *
     * @param command the command whose run it is, for its name
     */
    public static WorkDirectory in(Path parent, String command) throws IOException {
        Path absolute = parent.toAbsolutePath().normalize();
        // Flink and RocksDB take a list of directories, which these characters would part.
        String prefix = "." + command + "-";
        boolean listed = absolute.toString().chars().anyMatch(c -> ",:|".indexOf(c) >= 0);
        return of(
                listed
                        ? Files.createTempDirectory(prefix)
                        : Files.createTempDirectory(absolute, prefix));
    }

    /** Makes one where the system keeps its temporary files, for a run without an output. */
    public static WorkDirectory anywhere(String command) throws IOException {
        return of(Files.createTempDirectory("recon-" + command + "-"));
    }

    private static WorkDirectory of(Path path) {
        WorkDirectory directory = new WorkDirectory(path);
        Runtime.getRuntime().addShutdownHook(directory.atExit);
        return directory;
    }

    /** Makes a directory in it. */
    public Path subdirectory(String name) throws IOException {
        return Files.createDirectory(path.resolve(name));
    }

    private void delete() {
        deleteAll(path);
    }

    /** Flink may still be deleting its own part, so what is already gone is no reason to stop. */
    public static void deleteAll(Path path) {
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            // A working file that stays is untidy, and no reason to fail a run that is done.
            System.err.println("recon: cannot delete " + path + ": " + e.getMessage());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException gone)
                throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM ends already.
        }
    }
}
