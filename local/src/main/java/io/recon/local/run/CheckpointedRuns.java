package io.recon.local.run;

import io.recon.job.wiring.CheckpointedState;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The configured directory of checkpoints: each run has a directory {@code run-<number>} in it.
 * While a job is started again from its newest state it is the same run; to forget, or to go back
 * to another state, begins the next one. Flink keeps {@code <job>/chk-<number>} in a run's
 * directory; over the restarts of a run, the numbers go on.
 */
public final class CheckpointedRuns {
    private static final Pattern RUN = Pattern.compile("run-(\\d{1,18})");
    private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d{1,18})");

    /** Flink names a savepoint by the first digits of its job's id. */
    private static final int JOB_DIGITS = 6;

    private static final Comparator<RunState> BY_NUMBER =
            Comparator.comparingLong(RunState::number);

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

    /**
     * The job of the newest run, which runs or was killed; empty if it was ended.
     *
     * @throws IOException if the directory cannot be read
     */
    public Optional<JobAddress> job() throws IOException {
        OptionalLong run = newestRun();
        if (run.isEmpty()) {
            return Optional.empty();
        }
        long number = run.getAsLong();
        return notes(number)
                .job()
                .map(job -> new JobAddress(number, job.address(), job.id().toString()));
    }

    /** Where a run's checkpoints are. */
    Path of(long run) {
        return new Path(directory, "run-" + run);
    }

    /** Likewise, as a URI. */
    String uriOf(long run) throws IOException {
        return of(run).makeQualified(fileSystem()).toUri().toString();
    }

    /** What is noted beside them. */
    RunNotes notes(long run) {
        return new RunNotes(of(run));
    }

    /** Where savepoints go, unless the user names another place. */
    Path savepoints() throws IOException {
        return new Path(directory, "savepoints").makeQualified(fileSystem());
    }

    /** Whether there is a complete checkpoint or savepoint. */
    static boolean isState(Path path) throws IOException {
        return path.getFileSystem().exists(new Path(path, CheckpointedState.METADATA));
    }

    /** The newest complete checkpoint of a run; empty if it has none. */
    Optional<RunState> newestCheckpoint(long run) throws IOException {
        List<RunState> checkpoints = new ArrayList<>();
        for (FileStatus job : list(of(run))) {
            if (job.isDir()) {
                for (Numbered checkpoint : numbered(job.getPath(), CHECKPOINT)) {
                    if (isState(checkpoint.path())) {
                        checkpoints.add(
                                RunState.checkpoint(checkpoint.path(), checkpoint.number()));
                    }
                }
            }
        }
        return checkpoints.stream().max(BY_NUMBER);
    }

    /**
     * The savepoint with which a run was stopped, where no checkpoint is newer: all up to it is in
     * the tables, so that no older state may go on under the run's number. It may be gone.
     */
    Optional<RunState> stoppedWith(long run) throws IOException {
        long newest = newestCheckpoint(run).map(RunState::number).orElse(0L);
        List<RunState> savepoints = new ArrayList<>();
        notes(run).stoppedWith().ifPresent(savepoints::add);
        // Whoever told the job to stop may have been killed before it could note the savepoint.
        for (RunNotes.Stop stop : notes(run).stops()) {
            String prefix = "savepoint-" + stop.job().toString().substring(0, JOB_DIGITS) + "-";
            for (FileStatus entry : list(stop.target())) {
                Path path = entry.getPath();
                if (path.getName().startsWith(prefix) && isState(path)) {
                    savepoints.add(RunState.savepoint(path, CheckpointedState.read(path).number()));
                }
            }
        }
        return savepoints.stream().filter(one -> one.number() > newest).max(BY_NUMBER);
    }

    /** The newest state of a run; empty if it has none. */
    Optional<RunState> newestState(long run) throws IOException {
        return Stream.of(stoppedWith(run), newestCheckpoint(run))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The channels that any run ever had. */
    Set<String> channels() throws IOException {
        Set<String> channels = new TreeSet<>();
        for (Numbered run : numbered(directory, RUN)) {
            channels.addAll(notes(run.number()).channels());
        }
        return channels;
    }

    /**
     * The channels that a run, or one that it may go on from, gave up. Of a run that is yet to
     * begin nobody knows whose state it takes, so all that any run gave up are among them.
     */
    Set<String> givenUp(long run) throws IOException {
        if (!notes(run).channels().isEmpty()) {
            return notes(run).givenUp();
        }
        Set<String> channels = new TreeSet<>();
        for (Numbered former : numbered(directory, RUN)) {
            channels.addAll(notes(former.number()).givenUp());
        }
        return channels;
    }

    private record Numbered(Path path, long number) {}

    private static List<Numbered> numbered(Path parent, Pattern pattern) throws IOException {
        List<Numbered> found = new ArrayList<>();
        for (FileStatus entry : list(parent)) {
            Matcher name = pattern.matcher(entry.getPath().getName());
            if (entry.isDir() && name.matches()) {
                found.add(new Numbered(entry.getPath(), Long.parseLong(name.group(1))));
            }
        }
        return found;
    }

    private static FileStatus[] list(Path parent) throws IOException {
        try {
            FileStatus[] entries = parent.getFileSystem().listStatus(parent);
            return entries == null ? new FileStatus[0] : entries;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    private FileSystem fileSystem() throws IOException {
        return directory.getFileSystem();
    }
}
