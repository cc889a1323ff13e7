package io.recon.local.status;

import io.recon.connectors.config.Quoted;
import io.recon.local.output.SummaryTable;
import io.recon.model.day.DayChange;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The status for people: a line of the job, one of each channel, and a table of numbers. */
final class StatusText {
    private static final String NOTHING = "-";
    private static final int MOST_CHARS = 1_000;
    private static final int TEXT_COLUMNS = 6;
    private static final List<String> COLUMNS =
            List.of(
                    "channel",
                    "open day",
                    "close lag",
                    "closed through",
                    "orders read to",
                    "bills sealed to",
                    "days closed",
                    "days held",
                    "open keys",
                    "lost",
                    "unbalanced");

    private StatusText() {}

    static void print(StatusReport report, PrintWriter console) {
        console.println(jobLine(report));
        console.println();
        for (ChannelStatus channel : report.channels()) {
            console.println(Quoted.plain(channelLine(channel, report.atMs()), MOST_CHARS));
            for (DayChange held : channel.held()) {
                if (OptionalInt.of(held.day()).equals(channel.openDay())) {
                    continue;
                }
                String line =
                        "%s %s: held too: %s"
                                .formatted(
                                        channel.channel(),
                                        LocalDate.ofEpochDay(held.day()),
                                        held.reason());
                console.println(Quoted.plain(line, MOST_CHARS));
            }
        }
        console.println();
        console.println(
                SummaryTable.of(
                        COLUMNS,
                        TEXT_COLUMNS,
                        report.channels().stream().map(StatusText::row).toList()));
        console.println("times are UTC");
        console.flush();
    }

    private static String jobLine(StatusReport report) {
        if (report.job().isEmpty()) {
            return "no job runs; what follows was told last";
        }
        JobFacts job = report.job().get();
        List<String> facts = new ArrayList<>();
        facts.add("the job is " + job.state() + " at " + job.flink());
        facts.add("started " + Times.since(job.startedMs(), report.atMs()));
        facts.add(
                job.checkpoint() == null
                        ? "no checkpoint yet"
                        : "checkpoint "
                                + job.checkpoint().number()
                                + " is "
                                + Times.span(Math.max(0, report.atMs() - job.checkpoint().atMs()))
                                + " old");
        job.pendingOrders().ifPresent(count -> facts.add(count + " change events wait in Kafka"));
        return Quoted.plain(String.join(", ", facts), MOST_CHARS);
    }

    private static String channelLine(ChannelStatus channel, long nowMs) {
        Waiting waiting = channel.waiting();
        String since =
                waiting.sinceMs() == Waiting.NOT_KNOWN
                        ? ""
                        : ", since " + Times.since(waiting.sinceMs(), nowMs);
        String day = channel.openDay().isEmpty() ? "" : " " + dayOf(channel.openDay());
        return channel.channel() + day + ": " + waiting.words() + since;
    }

    private static String[] row(ChannelStatus channel) {
        ChannelMetrics metrics = channel.metrics();
        return new String[] {
            channel.channel(),
            dayOf(channel.openDay()),
            channel.closeLagMs() == 0 ? NOTHING : Times.span(channel.closeLagMs()),
            dayOf(channel.closed().through()),
            time(metrics.ordersTimeMs()),
            time(metrics.billsTimeMs()),
            SummaryTable.count(channel.closed().count()),
            SummaryTable.count(channel.held().size()),
            SummaryTable.count(metrics.openKeys().orElse(0)),
            SummaryTable.count(metrics.timerWithoutState().orElse(0)),
            SummaryTable.count(metrics.conservationDifference().orElse(0))
        };
    }

    private static String dayOf(OptionalInt day) {
        return day.isEmpty() ? NOTHING : LocalDate.ofEpochDay(day.getAsInt()).toString();
    }

    private static String time(OptionalLong epochMs) {
        return epochMs.isEmpty() ? NOTHING : Times.of(epochMs.getAsLong());
    }
}
