package io.recon.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the continuous job among those of a Flink. */
public final class FlinkJobs {
    /** As {@code run} and the main of a cluster name it. */
    private static final String NAME = "reconciliation";

    /** States that a job does not leave. */
    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED", "SUSPENDED");

    private FlinkJobs() {}

    /**
     * The id of the job that has not ended.
     *
     * @throws IOException if Flink does not answer, or has several
     */
    public static Optional<String> find(FlinkRest flink) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (JsonNode job : flink.get("/jobs/overview").path("jobs")) {
            if (job.path("name").asText().equals(NAME)
                    && !ENDED.contains(job.path("state").asText())) {
                ids.add(job.path("jid").asText());
            }
        }
        if (ids.size() > 1) {
            throw new IOException(
                    "Flink at "
                            + flink.address()
                            + " has "
                            + ids.size()
                            + " jobs called "
                            + NAME
                            + "; which of them is meant nobody can tell");
        }
        return ids.stream().findFirst();
    }
}
