package io.recon.local.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The configured directory of checkpoints: each run has a directory {@code run-<number>} in it.
 * While a job is started again from its newest checkpoint it is the same run; to forget, or to go
 * back to another state, begins the next one. Flink keeps {@code <job>/chk-<number>} in a run's
 * directory; over the restarts of a run, the numbers go on.
 */
public final class CheckpointedRuns {
    private static final Pattern RUN = Pattern.compile("run-(\\d{1,18})");
    private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d{1,18})");

    /** Flink writes it last: a checkpoint without it is none. */
    private static final String METADATA = "_metadata";

    /** In a run's directory: the state that the user named to begin with. */
    private static final String ORIGIN = "begun-from";

    private final Path directory;

    /**
     * @param directory an absolute path or a URI
     */
    public CheckpointedRuns(String directory) {
        this.directory = new Path(directory);
    }

    /** The newest run's number; empty if there is none. */
    public OptionalLong newestRun() throws IOException {
        return numbered(directory, RUN).stream().mapToLong(Numbered::number).max();
    }

    /** Where a run's checkpoints are. */
    Path of(long run) {
        return new Path(directory, "run-" + run);
    }

    /** Whether there is a complete checkpoint or savepoint. */
    static boolean isState(Path path) throws IOException {
        return path.getFileSystem().exists(new Path(path, METADATA));
    }

    /** The newest complete checkpoint of a run; empty if it has none. */
    Optional<Path> newestCheckpoint(long run) throws IOException {
        List<Numbered> checkpoints = new ArrayList<>();
        for (FileStatus job : list(of(run))) {
            if (job.isDir()) {
                for (Numbered checkpoint : numbered(job.getPath(), CHECKPOINT)) {
                    if (isState(checkpoint.path())) {
                        checkpoints.add(checkpoint);
                    }
                }
            }
        }
        return checkpoints.stream()
                .max((a, b) -> Long.compare(a.number(), b.number()))
                .map(Numbered::path);
    }

    /**
     * Makes the directory of a run, so that its number is taken.
     *
     * @return its URI
     */
    String make(long run) throws IOException {
        fileSystem().mkdirs(of(run));
        return of(run).makeQualified(fileSystem()).toUri().toString();
    }

    /** Notes with which state a run begins: it counts while the run has no own checkpoint. */
    void noteOrigin(long run, Path origin) throws IOException {
        try (OutputStream out =
                fileSystem().create(new Path(of(run), ORIGIN), FileSystem.WriteMode.OVERWRITE)) {
            String place = origin.makeQualified(origin.getFileSystem()).toString();
            out.write(place.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** With which state of others a run began; empty if it began with nothing. */
    Optional<Path> origin(long run) throws IOException {
        Path note = new Path(of(run), ORIGIN);
        if (!fileSystem().exists(note)) {
            return Optional.empty();
        }
        try (InputStream in = fileSystem().open(note)) {
            return Optional.of(new Path(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    private record Numbered(Path path, long number) {}

    private List<Numbered> numbered(Path parent, Pattern pattern) throws IOException {
        List<Numbered> found = new ArrayList<>();
        for (FileStatus entry : list(parent)) {
            Matcher name = pattern.matcher(entry.getPath().getName());
            if (entry.isDir() && name.matches()) {
                found.add(new Numbered(entry.getPath(), Long.parseLong(name.group(1))));
            }
        }
        return found;
    }

    private FileStatus[] list(Path parent) throws IOException {
        try {
            FileStatus[] entries = fileSystem().listStatus(parent);
            return entries == null ? new FileStatus[0] : entries;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    private FileSystem fileSystem() throws IOException {
        return directory.getFileSystem();
    }
}
