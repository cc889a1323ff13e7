package io.recon.local.reconcile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for a run's working files, on the disk that the user chose for the output where that
 * is possible. It is gone when the run is over, also when it is interrupted.
 */
final class WorkDirectory implements Closeable {
    private final Path path;
    private final Thread atExit;

    private WorkDirectory(Path path) {
        this.path = path;
        this.atExit = new Thread(this::delete, "delete-work-directory");
    }

    static WorkDirectory in(Path parent) throws IOException {
        Path absolute = parent.toAbsolutePath().normalize();
        // Flink and RocksDB take a list of directories, which these characters would part.
        boolean listed = absolute.toString().chars().anyMatch(c -> ",:|".indexOf(c) >= 0);
        WorkDirectory directory =
                new WorkDirectory(
                        listed
                                ? Files.createTempDirectory(".reconcile-")
                                : Files.createTempDirectory(absolute, ".reconcile-"));
        Runtime.getRuntime().addShutdownHook(directory.atExit);
        return directory;
    }

    /** Makes a directory in it. */
    Path subdirectory(String name) throws IOException {
        return Files.createDirectory(path.resolve(name));
    }

    private void delete() {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return;
        }
        for (Path file : all) {
            try {
                Files.deleteIfExists(file);
            } catch (NoSuchFileException gone) {
                // Somebody else deleted it.
            } catch (IOException e) {
                // A working file that stays is untidy, and no reason to fail a run that is done.
                System.err.println("recon: cannot delete " + file + ": " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        delete();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
