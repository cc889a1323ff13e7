package io.recon.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recon.connectors.config.Quoted;
import io.recon.local.UsageException;
import io.recon.local.flink.FlinkJobs;
import io.recon.local.flink.FlinkRest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A savepoint of the job of any Flink, by its REST interface alone: of a cluster nobody here knows
 * anything but the address.
 */
final class FlinkSavepoint {
    private static final Duration TASKS_START = Duration.ofMinutes(2);
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final int LOOK_MS = 500;
    private static final int MOST_CHARS = 600;
    private static final String RUNNING = "RUNNING";

    /** See {@link RemoteJob}. */
    private static final String FORMAT = "CANONICAL";

    private final FlinkRest flink;
    private final String job;

    private FlinkSavepoint(FlinkRest flink, String job) {
        this.flink = flink;
        this.job = "/jobs/" + job;
    }

    /**
     * Finds the job, and waits until its tasks run.
     *
     * @param stop whether it is to end
     * @throws UsageException if no job runs there, or one of {@code bin/recon run} were to end: its
     *     next start would not know of the savepoint, go on from an older checkpoint, and write
     *     what is in the tables
     */
    static FlinkSavepoint find(FlinkRest flink, boolean stop)
            throws UsageException, InterruptedException {
        try {
            Optional<String> id = FlinkJobs.find(flink);
            if (id.isEmpty()) {
                throw new UsageException(
                        "--flink: no job called reconciliation runs in the Flink at "
                                + flink.address());
            }
            if (stop && isOfRun(flink)) {
                throw new UsageException(
                        "--flink: the Flink at "
                                + flink.address()
                                + " is that of a bin/recon run, which must know of the savepoint;"
                                + " stop it with --config FILE, the file that it was started with");
            }
            FlinkSavepoint savepoint = new FlinkSavepoint(flink, id.get());
            savepoint.awaitTasks();
            return savepoint;
        } catch (IOException e) {
            throw new UsageException("--flink: " + e.getMessage());
        }
    }

    /** A Flink inside the JVM that started the job. */
    private static boolean isOfRun(FlinkRest flink) throws IOException, InterruptedException {
        for (JsonNode setting : flink.get("/jobmanager/config")) {
            if (setting.path("key").asText().equals("execution.target")) {
                return setting.path("value").asText().equals("local");
            }
        }
        return false;
    }

    /** A job runs, in Flink's words, before its tasks do, and takes no savepoint until then. */
    private void awaitTasks() throws IOException, UsageException, InterruptedException {
        long deadline = System.nanoTime() + TASKS_START.toNanos();
        JsonNode details = flink.get(job);
        while (isRunning(details) && !allTasksRun(details) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MS);
            details = flink.get(job);
        }
        if (!isRunning(details)) {
            throw new UsageException(
                    "--flink: the job at "
                            + flink.address()
                            + " is "
                            + details.path("state").asText()
                            + "; a savepoint needs one that is RUNNING");
        }
    }

    private static boolean isRunning(JsonNode details) {
        return details.path("state").asText().equals(RUNNING);
    }

    private static boolean allTasksRun(JsonNode details) {
        for (JsonNode vertex : details.path("vertices")) {
            if (!vertex.path("status").asText().equals(RUNNING)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes the savepoint while the job goes on, and gives its path.
     *
     * @param to a directory that the cluster reaches; null for the one that it is configured with
     */
    String take(String to) throws IOException, InterruptedException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("target-directory", to);
        request.put("cancel-job", false);
        request.put("formatType", FORMAT);
        return complete(flink.post(job + "/savepoints", request));
    }

    /** Ends the job with the savepoint, and gives its path. Never drains: see {@link RemoteJob}. */
    String stop(String to) throws IOException, InterruptedException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("targetDirectory", to);
        request.put("drain", false);
        request.put("formatType", FORMAT);
        JsonNode trigger = flink.post(job + "/stop", request);
        try {
            return complete(trigger);
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage()
                            + "; look whether the job goes on: if it ended, the savepoint is where"
                            + " savepoints go",
                    e);
        }
    }

    private String complete(JsonNode trigger) throws IOException, InterruptedException {
        String request = job + "/savepoints/" + trigger.path("request-id").asText();
        JsonNode answer = look(request);
        while (!answer.path("status").path("id").asText().equals("COMPLETED")) {
            Thread.sleep(LOOK_MS);
            answer = look(request);
        }
        JsonNode operation = answer.path("operation");
        if (operation.has("location")) {
            return operation.get("location").asText();
        }
        throw new IOException(reason(operation.path("failure-cause").path("stack-trace").asText()));
    }

    /** The savepoint goes on whether or not a busy JobManager answers at once. */
    private JsonNode look(String request) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SILENCE.toNanos();
        while (true) {
            try {
                return flink.get(request);
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(LOOK_MS);
            }
        }
    }

    /** The last cause of a failure's trace. */
    private static String reason(String trace) {
        String last =
                trace.lines()
                        .filter(line -> line.startsWith("Caused by: "))
                        .reduce((former, later) -> later)
                        .or(() -> trace.lines().findFirst())
                        .orElse("Flink does not say why");
        return Quoted.plain(last.replaceFirst("^Caused by: ", ""), MOST_CHARS);
    }
}
