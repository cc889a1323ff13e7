package io.recon.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.recon.local.flink.FlinkRest;
import io.recon.local.stack.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A Flink cluster of real processes on the loopback address: a ZooKeeper for high availability, a
 * JobManager and TaskManagers, each with a log in the cluster's directory that has its name. They
 * end with this JVM, also if that is killed.
 *
 * <p>Jobs are started and stopped by Flink's own command line. Not for use by several threads at
 * once.
 */
public final class Cluster implements AutoCloseable {
    public static final String ZOOKEEPER = "zookeeper";
    public static final String JOB_MANAGER = "jobmanager";

    private static final String TASK_MANAGER = "taskmanager-";
    private static final Duration START_TIME = Duration.ofMinutes(2);
    private static final int LOOK_MS = 100;
    private static final String RUNNING = "RUNNING";

    private final ClusterSettings settings;
    private final ClusterCommands commands;
    private final FlinkCli cli;
    private final FlinkRest rest;
    private final List<String> taskManagers;

    /** Those that were started, by their names; one that was killed stays until it is started. */
    private final Map<String, ChildJvm> processes = new LinkedHashMap<>();

    private Cluster(ClusterSettings settings, ClusterCommands commands, List<String> taskManagers) {
        this.settings = settings;
        this.commands = commands;
        this.taskManagers = taskManagers;
        cli = new FlinkCli(commands);
        rest = new FlinkRest(URI.create(settings.restAddress()));
    }

    /**
     * Starts a cluster, and waits until it takes jobs.
     *
     * @param directory of its own for its configuration, its logs, and its state. Flink takes lists
     *     of directories, so its path must have no {@code , : |}
     * @param slots of each TaskManager
     * @throws IOException if one of its processes does not start, with what its log says
     */
    public static Cluster start(Path directory, int taskManagers, int slots)
            throws IOException, InterruptedException {
        Path own = Files.createDirectories(directory.toAbsolutePath().normalize());
        ClusterSettings settings = ClusterSettings.write(own, slots);
        List<String> names =
                IntStream.rangeClosed(1, taskManagers).mapToObj(i -> TASK_MANAGER + i).toList();
        Cluster cluster = new Cluster(settings, new ClusterCommands(own, settings), names);
        try {
            cluster.launch(ZOOKEEPER);
            // They look for the JobManager until it is there.
            for (String name : names) {
                cluster.launch(name);
            }
            cluster.launch(JOB_MANAGER);
            for (String name : names) {
                cluster.awaitRegistered(name);
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts a process, and waits until it listens, if it is one that others look for. */
    private void launch(String name) throws IOException, InterruptedException {
        ChildJvm started =
                switch (name) {
                    case ZOOKEEPER ->
                            ChildJvm.start(
                                    commands.zooKeeper(name), settings.zooKeeperPort(), START_TIME);
                    case JOB_MANAGER ->
                            ChildJvm.start(
                                    commands.jobManager(name), settings.restPort(), START_TIME);
                    default -> ChildJvm.start(commands.taskManager(name));
                };
        processes.put(name, started);
    }

    /** A TaskManager takes tasks once the JobManager knows it. */
    private void awaitRegistered(String name) throws IOException, InterruptedException {
        await(
                name + " is not known to the JobManager",
                name,
                () -> {
                    for (JsonNode known : rest.get("/taskmanagers").path("taskmanagers")) {
                        if (known.path("id").asText().equals(name)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /**
     * Waits for something. Nobody may answer while a JobManager comes.
     *
     * @param otherwise what is told when it does not come
     * @param name of the process whose log says why
     */
    private void await(String otherwise, String name, Condition condition)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIME.toNanos();
        String unanswered = "";
        while (true) {
            requireAlive();
            try {
                if (condition.holds()) {
                    return;
                }
                unanswered = "";
            } catch (IOException e) {
                unanswered = " (" + e.getMessage() + ")";
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        otherwise
                                + " after "
                                + START_TIME.toSeconds()
                                + " s"
                                + unanswered
                                + "; "
                                + LogError.of(commands.log(name)));
            }
            Thread.sleep(LOOK_MS);
        }
    }

    /** Nobody ends a process but {@link #kill}, which forgets it. */
    private void requireAlive() throws IOException {
        for (Map.Entry<String, ChildJvm> process : processes.entrySet()) {
            if (!process.getValue().isAlive()) {
                throw new ProcessEndedException(
                        process.getKey()
                                + " has ended by itself; "
                                + LogError.of(commands.log(process.getKey())));
            }
        }
    }

    /** The names of the TaskManagers, whether they run or not. */
    public List<String> taskManagers() {
        return taskManagers;
    }

    /** Of Flink's web page and REST interface; the same after the JobManager was started anew. */
    public String address() {
        return settings.restAddress();
    }

    /** Ends a process in the middle of whatever it does, as {@code kill -9} does. */
    public void kill(String name) {
        ChildJvm process = processes.remove(name);
        if (process == null) {
            throw new IllegalArgumentException(
                    name + " does not run; these do: " + processes.keySet());
        }
        process.kill();
    }

    /**
     * Starts a process that was killed, with the same name and, where it listens, at the same
     * address.
     */
    public void startAnew(String name) throws IOException, InterruptedException {
        if (processes.containsKey(name)) {
            throw new IllegalArgumentException(name + " runs");
        }
        launch(name);
        if (taskManagers.contains(name)) {
            awaitRegistered(name);
        }
    }

    /**
     * Starts the continuous job by {@code flink run}, and waits until its tasks run.
     *
     * @return its id
     * @throws IOException if Flink refuses it, with the last error of the call's log
     */
    public String run(JobStart start) throws IOException, InterruptedException {
        String job = cli.run(start);
        awaitTasks(job);
        return job;
    }

    /**
     * Waits until all tasks of a job run, which may have been started again meanwhile.
     *
     * @throws ProcessEndedException if a process has ended that nobody killed
     */
    public void awaitTasks(String job) throws IOException, InterruptedException {
        await(
                "the tasks of job " + job + " do not run",
                JOB_MANAGER,
                () -> {
                    JsonNode details = details(job);
                    return details.path("state").asText().equals(RUNNING) && allRun(details);
                });
    }

    private static boolean allRun(JsonNode job) {
        for (JsonNode vertex : job.path("vertices")) {
            if (!vertex.path("status").asText().equals(RUNNING)) {
                return false;
            }
        }
        return !job.path("vertices").isEmpty();
    }

    /**
     * Stops a job by {@code flink stop}, with a savepoint.
     *
     * @param target the directory in which the savepoint gets one of its own
     * @return the savepoint's path
     */
    public String stop(String job, Path target) throws IOException, InterruptedException {
        return cli.stop(job, target);
    }

    /** How a job is, in Flink's word. */
    public String state(String job) throws IOException, InterruptedException {
        return details(job).path("state").asText();
    }

    private JsonNode details(String job) throws IOException, InterruptedException {
        return rest.get("/jobs/" + job);
    }

    /**
     * Whether a checkpoint of a job is complete that began at a time or later. Only the job of this
     * moment is looked at, however often it was started again.
     *
     * @param fromMs epoch milliseconds, by this machine's clock
     */
    public boolean hasCheckpointSince(String job, long fromMs)
            throws IOException, InterruptedException {
        requireAlive();
        JsonNode newest =
                rest.get("/jobs/" + job + "/checkpoints").path("latest").path("completed");
        return newest.path("trigger_timestamp").asLong() >= fromMs;
    }

    /** The TaskManagers that hold tasks of a job. */
    public Set<String> taskManagersOf(String job) throws IOException, InterruptedException {
        List<String> vertices = new ArrayList<>();
        details(job).path("vertices").forEach(vertex -> vertices.add(vertex.path("id").asText()));
        Set<String> names = new TreeSet<>();
        for (String vertex : vertices) {
            JsonNode subtasks = rest.get("/jobs/" + job + "/vertices/" + vertex).path("subtasks");
            for (JsonNode subtask : subtasks) {
                names.add(subtask.path("taskmanager-id").asText());
            }
        }
        names.retainAll(taskManagers);
        return names;
    }

    /** Ends all processes; what they wrote stays in the directory. */
    @Override
    public void close() {
        List<String> names = new ArrayList<>(processes.keySet());
        // Without its ZooKeeper a process would wait for it at its end.
        names.remove(ZOOKEEPER);
        names.add(ZOOKEEPER);
        for (String name : names) {
            ChildJvm process = processes.remove(name);
            if (process != null) {
                process.stop();
            }
        }
    }
}
