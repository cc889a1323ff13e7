package io.recon.local.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * What stands in a run's directory beside its checkpoints: small texts, a thing on each line. They
 * also make the directory one that object stores can list.
 */
final class RunNotes {
    /** The state of others that the run began with. */
    private static final String ORIGIN = "begun-from";

    /** The channels whose state the run's checkpoints may hold. */
    private static final String CHANNELS = "channels";

    /** The channels whose state a start of the run let go. */
    private static final String GIVEN_UP = "given-up";

    /** Where the job that runs now answers. */
    private static final String JOB = "job";

    /** The jobs that were told to stop with a savepoint, and where it was to be. */
    private static final String STOPS = "stops";

    /** The savepoint with which the run was stopped last. */
    private static final String STOPPED_WITH = "stopped-with";

    private final Path directory;

    RunNotes(Path directory) {
        this.directory = directory;
    }

    /** Notes with which state a run begins: it counts while the run has no own checkpoint. */
    void noteOrigin(Path origin) throws IOException {
        write(ORIGIN, List.of(origin.makeQualified(origin.getFileSystem()).toString()));
    }

    /** With which state of others a run began; empty if it began with nothing. */
    Optional<Path> origin() throws IOException {
        return lines(ORIGIN).stream().findFirst().map(Path::new);
    }

    /** Notes the channels of a start. Those of former starts stay: older checkpoints have them. */
    void noteChannels(Collection<String> names) throws IOException {
        Set<String> all = new TreeSet<>(channels());
        all.addAll(names);
        write(CHANNELS, all);
    }

    /** The channels that any start of the run had. */
    Set<String> channels() throws IOException {
        return new TreeSet<>(lines(CHANNELS));
    }

    /** Notes the channels whose state is let go. Those of former starts stay. */
    void noteGivenUp(Collection<String> names) throws IOException {
        Set<String> all = new TreeSet<>(givenUp());
        all.addAll(names);
        if (!all.isEmpty()) {
            write(GIVEN_UP, all);
        }
    }

    /** The channels whose state any start of the run, or of one that it goes on from, let go. */
    Set<String> givenUp() throws IOException {
        return new TreeSet<>(lines(GIVEN_UP));
    }

    /**
     * A job in a Flink.
     *
     * @param address of Flink's web page
     */
    record Job(String address, JobID id) {}

    void noteJob(Job job) throws IOException {
        write(JOB, List.of(job.address(), job.id().toString()));
    }

    /** The job that runs, or did until it was killed. */
    Optional<Job> job() throws IOException {
        List<String> lines = lines(JOB);
        return lines.size() < 2
                ? Optional.empty()
                : Optional.of(new Job(lines.get(0), JobID.fromHexString(lines.get(1))));
    }

    void forgetJob() throws IOException {
        files().delete(new Path(directory, JOB), false);
    }

    /**
     * A job that was told to stop.
     *
     * @param target the directory in which its savepoint was to be
     */
    record Stop(JobID job, Path target) {
        private static Stop of(String line) {
            int end = line.indexOf(' ');
            return new Stop(
                    JobID.fromHexString(line.substring(0, end)), new Path(line.substring(end + 1)));
        }
    }

    /** Before a job is told to stop: whoever is killed then, its savepoint is found. */
    void noteStop(Stop stop) throws IOException {
        Set<String> all = new LinkedHashSet<>(lines(STOPS));
        all.add(stop.job() + " " + stop.target());
        write(STOPS, all);
    }

    List<Stop> stops() throws IOException {
        return lines(STOPS).stream().map(Stop::of).toList();
    }

    void noteStoppedWith(RunState savepoint) throws IOException {
        write(
                STOPPED_WITH,
                List.of(Long.toString(savepoint.number()), savepoint.path().toString()));
    }

    /** The savepoint with which the run was stopped last; it may be gone. */
    Optional<RunState> stoppedWith() throws IOException {
        List<String> lines = lines(STOPPED_WITH);
        return lines.size() < 2
                ? Optional.empty()
                : Optional.of(
                        RunState.savepoint(new Path(lines.get(1)), Long.parseLong(lines.get(0))));
    }

    private List<String> lines(String name) throws IOException {
        Path file = new Path(directory, name);
        if (!files().exists(file)) {
            return List.of();
        }
        try (InputStream in = files().open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    /** Whole or not at all, where the file system can replace a file. */
    private void write(String name, Collection<String> lines) throws IOException {
        Path file = new Path(directory, name);
        try {
            replace(file, new Path(directory, "." + name), lines);
        } catch (IOException e) {
            // A full disk does not say which one it is.
            throw new IOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void replace(Path file, Path written, Collection<String> lines) throws IOException {
        try (OutputStream out = files().create(written, FileSystem.WriteMode.OVERWRITE)) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (!files().rename(written, file)) {
            files().delete(file, false);
            if (!files().rename(written, file)) {
                throw new IOException(written + " cannot be renamed");
            }
        }
    }

    private FileSystem files() throws IOException {
        return directory.getFileSystem();
    }
}
