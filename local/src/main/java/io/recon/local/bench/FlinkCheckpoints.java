package io.recon.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.SortedMap;
import java.util.TreeMap;

/** When the checkpoints of a job were complete, as Flink's REST interface tells. */
final class FlinkCheckpoints {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String jobAddress;

    /** When each was complete, epoch milliseconds, by its number. */
    private final SortedMap<Long, Long> completed = new TreeMap<>();

    /**
     * @param webAddress of a Flink that runs one job
     */
    FlinkCheckpoints(String webAddress) throws IOException, InterruptedException {
        JsonNode job = get(webAddress + "/jobs/overview").get("jobs").get(0);
        jobAddress = webAddress + "/jobs/" + job.get("jid").asText();
    }

    /** Flink keeps the last ten: this must be asked more often than they pass. */
    void look() throws IOException, InterruptedException {
        for (JsonNode checkpoint : get(jobAddress + "/checkpoints").get("history")) {
            if (checkpoint.get("status").asText().equals("COMPLETED")) {
                completed.put(
                        checkpoint.get("id").asLong(),
                        checkpoint.get("latest_ack_timestamp").asLong());
            }
        }
    }

    /**
     * How large the last complete checkpoint is.
     *
     * @param bytes all that a restore from it reads
     * @param newBytes what it wrote that the one before did not have
     */
    record Size(long bytes, long newBytes) {}

    Size last() throws IOException, InterruptedException {
        JsonNode last = get(jobAddress + "/checkpoints").get("latest").get("completed");
        return new Size(last.get("state_size").asLong(), last.get("checkpointed_size").asLong());
    }

    long completedBetween(long fromMs, long toMs) {
        return completed.values().stream().filter(ms -> ms >= fromMs && ms <= toMs).count();
    }

    /** The longest time within a span in which none was complete. */
    long longestGapMs(long fromMs, long toMs) {
        long since = fromMs;
        long longest = 0;
        for (long ms : completed.values()) {
            if (ms >= fromMs && ms <= toMs) {
                longest = Math.max(longest, ms - since);
                since = ms;
            }
        }
        return Math.max(longest, toMs - since);
    }

    private JsonNode get(String address) throws IOException, InterruptedException {
        return json.readTree(
                http.send(
                                HttpRequest.newBuilder(URI.create(address)).build(),
                                BodyHandlers.ofString())
                        .body());
    }
}
