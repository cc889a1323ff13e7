package io.recon.local.drill;

import io.recon.local.cluster.Cluster;
import io.recon.local.cluster.JobStart;
import io.recon.local.stack.LocalBroker;
import io.recon.local.stack.LocalMetastore;
import io.recon.local.status.OpenDays;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * A cluster that runs the continuous job, a broker and a metastore, and all that can be done to
 * them. Each process that is killed is started again where it was. For one thread.
 */
final class DrilledCluster implements AutoCloseable {
    /** The largest parallelism needs them all. */
    private static final int TASK_MANAGERS = 2;

    private static final int SLOTS = 2;
    private static final int MOST_DOWN_MS = 3_000;
    private static final Duration JOB_FOLLOWS = Duration.ofMinutes(5);

    private final Path directory;
    private final Random random;
    private final Cluster cluster;
    private LocalBroker broker;
    private LocalMetastore metastore;
    private JobStart start;
    private String job;

    private DrilledCluster(
            Path directory,
            Random random,
            Cluster cluster,
            LocalBroker broker,
            LocalMetastore metastore) {
        this.directory = directory;
        this.random = random;
        this.cluster = cluster;
        this.broker = broker;
        this.metastore = metastore;
    }

    /** Starts everything but the job. None of them knows of another, so they start at once. */
    static DrilledCluster start(Path directory, Random random)
            throws IOException, InterruptedException {
        CompletableFuture<LocalBroker> broker =
                starting(() -> LocalBroker.start(directory.resolve("broker"), 0));
        CompletableFuture<LocalMetastore> metastore =
                starting(() -> LocalMetastore.start(directory.resolve("metastore"), 0));
        Cluster cluster = null;
        try {
            cluster = Cluster.start(directory.resolve("cluster"), TASK_MANAGERS, SLOTS);
            return new DrilledCluster(
                    directory, random, cluster, started(broker), started(metastore));
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (cluster != null) {
                cluster.close();
            }
            broker.thenAccept(LocalBroker::close).exceptionally(failed -> null).join();
            metastore.thenAccept(LocalMetastore::close).exceptionally(failed -> null).join();
            throw e;
        }
    }

    private interface Starting<T> {
        T start() throws IOException, InterruptedException;
    }

    private static <T> CompletableFuture<T> starting(Starting<T> server) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return server.start();
                    } catch (IOException | InterruptedException e) {
                        throw new CompletionException(e);
                    }
                });
    }

    private static <T> T started(CompletableFuture<T> server)
            throws IOException, InterruptedException {
        try {
            return server.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    String metastore() {
        return metastore.uri();
    }

    /** Starts the job, which begins with nothing. */
    void run(Path configFile) throws IOException, InterruptedException {
        start = JobStart.fresh(configFile, 1, anyParallelism());
        job = cluster.run(start);
    }

    private int anyParallelism() {
        return 1 + random.nextInt(TASK_MANAGERS * SLOTS);
    }

    int parallelism() {
        return start.parallelism();
    }

    /**
     * Makes a trouble, which is over when this returns: but the job may still be recovering.
     *
     * @return what was done, for people
     */
    String make(Trouble trouble) throws IOException, InterruptedException {
        return switch (trouble) {
            case TASK_MANAGER -> killATaskManager();
            case JOB_MANAGER -> killAndStartAnew(Cluster.JOB_MANAGER);
            case BROKER -> {
                int port = broker.port();
                broker.kill();
                int downMs = stayDown();
                broker = LocalBroker.start(directory.resolve("broker"), port);
                yield killed("broker", downMs);
            }
            case METASTORE -> {
                int port = metastore.port();
                metastore.kill();
                int downMs = stayDown();
                metastore = LocalMetastore.start(directory.resolve("metastore"), port);
                yield killed("metastore", downMs);
            }
            case REDEPLOY -> {
                start = start.withParallelism(anyParallelism()).from(stop());
                job = cluster.run(start);
                yield "redeploy with parallelism " + start.parallelism();
            }
        };
    }

    /** One that holds tasks. */
    private String killATaskManager() throws IOException, InterruptedException {
        List<String> busy =
                Attempts.repeat(
                        "no TaskManager holds tasks",
                        JOB_FOLLOWS,
                        () -> {
                            cluster.awaitTasks(job);
                            Set<String> holding = cluster.taskManagersOf(job);
                            return holding.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(List.copyOf(holding));
                        });
        return killAndStartAnew(busy.get(random.nextInt(busy.size())));
    }

    private String killAndStartAnew(String process) throws IOException, InterruptedException {
        cluster.kill(process);
        int downMs = stayDown();
        cluster.startAnew(process);
        return killed(process, downMs);
    }

    private int stayDown() throws InterruptedException {
        int downMs = random.nextInt(MOST_DOWN_MS);
        Thread.sleep(downMs);
        return downMs;
    }

    private static String killed(String process, int downMs) {
        return "kill -9 of " + process + ", started again after " + downMs + " ms";
    }

    /**
     * Stops the job with a savepoint, and gives its path. One that is just being started again
     * cannot take a savepoint yet.
     */
    String stop() throws IOException, InterruptedException {
        Path savepoints = Files.createDirectories(directory.resolve("savepoints"));
        return Attempts.repeat(
                "the job cannot be stopped",
                JOB_FOLLOWS,
                () -> {
                    cluster.awaitTasks(job);
                    return Optional.of(cluster.stop(job, savepoints));
                });
    }

    /** Waits for a complete checkpoint of the job that begins now or later. */
    void awaitCheckpoint() throws IOException, InterruptedException {
        long fromMs = Clock.systemUTC().millis();
        Attempts.repeat(
                "no checkpoint was complete",
                JOB_FOLLOWS,
                () -> {
                    cluster.awaitTasks(job);
                    return cluster.hasCheckpointSince(job, fromMs)
                            ? Optional.of(true)
                            : Optional.empty();
                });
    }

    /**
     * The day that each channel closes next, by the running job itself: what it told of days may
     * have been undone by a crash since.
     *
     * @return channels to days; without a channel of which the job says nothing
     */
    Map<String, LocalDate> openDays(Collection<String> channels)
            throws IOException, InterruptedException {
        return OpenDays.of(URI.create(cluster.address()), job, channels);
    }

    @Override
    public void close() {
        cluster.close();
        metastore.close();
        broker.close();
    }
}
