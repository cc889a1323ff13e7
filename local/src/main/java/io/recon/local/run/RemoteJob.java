package io.recon.local.run;

import io.recon.local.FailureMessage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;

/** A job in another process's Flink, asked over Flink's REST interface. */
final class RemoteJob implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration TASKS_START = Duration.ofMinutes(2);
    private static final Duration RETRY = Duration.ofMillis(500);

    /**
     * Independent of where the state lived, so that a restore may change that too, and a newer
     * Flink reads it. Flink's own format would be written sooner.
     */
    private static final SavepointFormatType FORMAT = SavepointFormatType.CANONICAL;

    private final RestClusterClient<String> flink;
    private final JobID id;

    private RemoteJob(RestClusterClient<String> flink, JobID id) {
        this.flink = flink;
        this.id = id;
    }

    static RemoteJob of(RunNotes.Job job) throws IOException {
        URI address = URI.create(job.address());
        Configuration settings = new Configuration();
        settings.set(RestOptions.ADDRESS, address.getHost());
        settings.set(RestOptions.PORT, address.getPort());
        // It is on this machine and answers at once, or it is gone.
        settings.set(RestOptions.RETRY_MAX_ATTEMPTS, 1);
        settings.set(RestOptions.RETRY_DELAY, RETRY);
        try {
            return new RemoteJob(new RestClusterClient<>(settings, job.address()), job.id());
        } catch (Exception e) {
            throw new IOException("no client for " + job.address() + ": " + e.getMessage(), e);
        }
    }

    /**
     * What the job does. One that has just been started is given some time: it runs, in Flink's
     * words, before its tasks do, and takes no savepoint until then.
     *
     * @throws IOException if nobody answers there, or no such job is there
     */
    JobStatus statusOnceStarted() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TASKS_START.toNanos();
        JobDetailsInfo details = details();
        while (details.getJobStatus() == JobStatus.RUNNING
                && !allTasksRun(details)
                && System.nanoTime() < deadline) {
            Thread.sleep(RETRY.toMillis());
            details = details();
        }
        return details.getJobStatus();
    }

    private JobDetailsInfo details() throws IOException, InterruptedException {
        return ended(flink.getJobDetails(id).orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS));
    }

    private static boolean allTasksRun(JobDetailsInfo details) {
        return details.getJobVertexInfos().stream()
                .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    }

    /** Takes a savepoint in a directory, while the job goes on. */
    Path savepoint(Path target) throws IOException, InterruptedException {
        return new Path(ended(flink.triggerSavepoint(id, target.toString(), FORMAT)));
    }

    /**
     * Ends the job with a savepoint, and what that holds is in the tables. Never drains: that would
     * say to all operators that the inputs have ended, and close every day.
     */
    Path stop(Path target) throws IOException, InterruptedException {
        boolean drain = false;
        return new Path(ended(flink.stopWithSavepoint(id, drain, target.toString(), FORMAT)));
    }

    private static <T> T ended(CompletableFuture<T> answer)
            throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IOException(wordsOf(e.getCause()), e);
        }
    }

    /** What Flink's server answers is the whole trace of its failure, in brackets. */
    static String wordsOf(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "no answer";
        }
        String message = FailureMessage.of(failure);
        String first = message.lines().findFirst().orElse(message);
        return first.startsWith("[") ? first.substring(1) : first;
    }

    @Override
    public void close() {
        flink.close();
    }
}
