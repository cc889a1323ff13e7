package io.recon.local.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recon.local.status.Waiting.For;
import io.recon.model.day.DayChange;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The status for programs: one JSON object. What is not known is null. */
final class StatusJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusJson() {}

    static void print(StatusReport report, PrintWriter console) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("at", instant(report.atMs()));
        root.put("job_runs", report.jobRuns());
        root.set("job", report.job().map(StatusJson::job).orElse(null));
        ArrayNode channels = root.putArray("channels");
        report.channels().forEach(channel -> channels.add(channel(channel)));
        console.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        console.flush();
    }

    private static ObjectNode job(JobFacts job) {
        ObjectNode node = JSON.createObjectNode();
        node.put("flink", job.flink());
        node.put("id", job.id());
        node.put("state", job.state());
        node.put("started_at", instant(job.startedMs()));
        JobFacts.Checkpoint checkpoint = job.checkpoint();
        if (checkpoint == null) {
            node.putNull("checkpoint").putNull("checkpoint_at");
        } else {
            node.put("checkpoint", checkpoint.number());
            node.put("checkpoint_at", instant(checkpoint.atMs()));
        }
        number(node, "pending_orders", job.pendingOrders());
        return node;
    }

    private static ObjectNode channel(ChannelStatus channel) {
        ObjectNode node = JSON.createObjectNode();
        Waiting waiting = channel.waiting();
        node.put("channel", channel.channel());
        node.put("open_day", day(channel.openDay()));
        node.put("waits_for", word(waiting.what()));
        node.put("reason", waiting.words());
        node.put(
                "since",
                waiting.sinceMs() == Waiting.NOT_KNOWN ? null : instant(waiting.sinceMs()));
        node.put("close_lag_ms", channel.closeLagMs());
        node.put("days_closed", channel.closed().count());
        node.put("closed_through", day(channel.closed().through()));
        ArrayNode held = node.putArray("days_held");
        for (DayChange change : channel.held()) {
            held.addObject()
                    .put("day", LocalDate.ofEpochDay(change.day()).toString())
                    .put("reason", change.reason())
                    .put("since", instant(change.atMs()));
        }
        ChannelMetrics metrics = channel.metrics();
        node.put("orders_read_to", time(metrics.ordersTimeMs()));
        node.put("bills_sealed_to", time(metrics.billsTimeMs()));
        number(node, "open_keys", metrics.openKeys());
        number(node, "timer_without_state", metrics.timerWithoutState());
        number(node, "conservation_difference", metrics.conservationDifference());
        return node;
    }

    private static String word(For what) {
        return what.name().toLowerCase(Locale.ROOT);
    }

    private static void number(ObjectNode node, String name, OptionalLong value) {
        node.put(name, value.isPresent() ? Long.valueOf(value.getAsLong()) : null);
    }

    private static String day(OptionalInt day) {
        return day.isEmpty() ? null : LocalDate.ofEpochDay(day.getAsInt()).toString();
    }

    private static String time(OptionalLong epochMs) {
        return epochMs.isEmpty() ? null : instant(epochMs.getAsLong());
    }

    private static String instant(long epochMs) {
        return Instant.ofEpochMilli(epochMs).toString();
    }
}
