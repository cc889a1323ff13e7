package io.recon.local.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.recon.local.flink.FlinkRest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a Flink how the continuous job is: whether it runs, and what its metrics say. */
final class JobQuestion {
    /** Flink fetches the metrics only when it is asked, and answers before it has them. */
    private static final Duration METRICS_COME = Duration.ofSeconds(12);

    private static final Duration RETRY = Duration.ofMillis(250);

    private static final Pattern OF_CHANNEL =
            Pattern.compile(
                    ".*\\.recon\\.channel\\.([a-z0-9_-]+)\\.(?<name>openDay|openKeys"
                            + "|conservationDifference|timerWithoutState)");
    private static final Pattern WATERMARK =
            Pattern.compile("reconcile_([a-z0-9_-]+)\\.(?<name>currentInput[12]Watermark)");
    private static final Pattern PENDING_ORDERS =
            Pattern.compile(".*platform_orders\\.pendingRecords");

    /** What is added up over the subtasks; of the others the least counts. */
    private static final Set<String> SUMS = Set.of("openKeys", "timerWithoutState");

    private static final String NAME = "name";

    private final FlinkRest flink;
    private final Collection<String> channelNames;

    /**
     * @param channelNames the configured channels: others are not asked for
     */
    JobQuestion(FlinkRest flink, Collection<String> channelNames) {
        this.flink = flink;
        this.channelNames = channelNames;
    }

    /** What a job tells; without its metrics if they do not come in time. */
    JobFacts ask(String id) throws IOException, InterruptedException {
        String job = "/jobs/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        JsonNode details = flink.get(job);
        String state = details.path("state").asText();
        Map<String, ChannelMetrics> channels = new HashMap<>();
        OptionalLong pending = OptionalLong.empty();
        if (state.equals(JobFacts.RUNNING)) {
            pending = askMetrics(job, details.path("vertices"), channels);
        }
        JsonNode newest = flink.get(job + "/checkpoints").path("latest").path("completed");
        return new JobFacts(
                flink.address().toString(),
                id,
                state,
                details.path("start-time").asLong(),
                newest.has("id")
                        ? new JobFacts.Checkpoint(
                                newest.path("id").asLong(),
                                newest.path("latest_ack_timestamp").asLong())
                        : null,
                pending,
                channels);
    }

    private OptionalLong askMetrics(
            String job, JsonNode vertices, Map<String, ChannelMetrics> channels)
            throws IOException, InterruptedException {
        long wanted = channelNames.stream().filter(name -> hasDaysOf(name, vertices)).count();
        long deadline = System.nanoTime() + METRICS_COME.toNanos();
        while (true) {
            OptionalLong pending = OptionalLong.empty();
            for (JsonNode vertex : vertices) {
                OptionalLong told = askVertex(job, vertex, channels);
                pending = told.isPresent() ? told : pending;
            }
            long told = channels.values().stream().filter(ChannelMetrics::tellsOfDays).count();
            if (told >= wanted || System.nanoTime() > deadline) {
                return pending;
            }
            Thread.sleep(RETRY.toMillis());
        }
    }

    private static boolean hasDaysOf(String channel, JsonNode vertices) {
        Pattern name =
                Pattern.compile(".*\\bdays of " + Pattern.quote(channel) + "(?![a-z0-9_-]).*");
        for (JsonNode vertex : vertices) {
            if (name.matcher(vertex.path(NAME).asText()).matches()) {
                return true;
            }
        }
        return false;
    }

    /** The number of pending orders, if the vertex tells it. */
    private OptionalLong askVertex(
            String job, JsonNode vertex, Map<String, ChannelMetrics> channels)
            throws IOException, InterruptedException {
        String metrics = job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
        List<String> wanted = new ArrayList<>();
        for (JsonNode metric : flink.get(metrics)) {
            String id = metric.path("id").asText();
            if (channelMetric(id).isPresent() || PENDING_ORDERS.matcher(id).matches()) {
                wanted.add(URLEncoder.encode(id, StandardCharsets.UTF_8));
            }
        }
        OptionalLong pending = OptionalLong.empty();
        if (wanted.isEmpty()) {
            return pending;
        }
        for (JsonNode metric : flink.get(metrics + "?get=" + String.join(",", wanted))) {
            String id = metric.path("id").asText();
            Optional<Matcher> ofChannel = channelMetric(id);
            if (ofChannel.isPresent()) {
                String name = ofChannel.get().group(NAME);
                long value = whole(metric.path(SUMS.contains(name) ? "sum" : "min"));
                channels.computeIfAbsent(ofChannel.get().group(1), key -> new ChannelMetrics())
                        .put(name, value);
            } else {
                pending = OptionalLong.of(whole(metric.path("sum")));
            }
        }
        return pending;
    }

    private Optional<Matcher> channelMetric(String id) {
        for (Pattern pattern : List.of(OF_CHANNEL, WATERMARK)) {
            Matcher metric = pattern.matcher(id);
            if (metric.matches() && channelNames.contains(metric.group(1))) {
                return Optional.of(metric);
            }
        }
        return Optional.empty();
    }

    /** Flink writes aggregates with fractions and exponents. */
    private static long whole(JsonNode number) {
        BigDecimal value = number.decimalValue();
        return value.max(BigDecimal.valueOf(Long.MIN_VALUE))
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue();
    }
}
