package io.recon.local.reconcile;

import io.recon.job.config.ReconConfig;
import io.recon.job.wiring.BoundedSources;
import io.recon.local.output.SortedRuns;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.codec.ResultChangeCodec;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayState;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.statistics.StatisticsCell;
import io.recon.udf.type.DomainTypes;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** All that goes into a bounded run and all that comes out of it, as the tables get it. */
public record RecordedRun(
        List<ResultChange> results,
        List<OrderEvent> orders,
        List<BillRecord> lines,
        List<ChannelRecord> reports,
        List<AdjustedLine> adjustedLines,
        Rest rest) {
    /** What is left. */
    public record Rest(
            List<StatisticsCell> statistics, List<OrderReject> rejects, List<DayChange> days) {}

    private static final long CLOSED_AT_MS = 1_800_000_000_000L;

    /** The same with other results. */
    public RecordedRun withResults(List<ResultChange> others) {
        return new RecordedRun(others, orders, lines, reports, adjustedLines, rest);
    }

    /**
     * Runs a directory's orders and bills through the topology, and keeps everything.
     *
     * @param work an own directory; {@code reconcile}'s files of the run are in {@code csv} below
     *     it
     */
    public static RecordedRun of(ReconConfig config, Path directory, Path work) throws Exception {
        Path orders = directory.resolve("orders");
        Path landing = directory.resolve("landing");
        RunDirectory run = new RunDirectory(Files.createDirectories(work.resolve("run")));
        new BoundedRun(config, orders, landing)
                .run(2, Files.createDirectories(work.resolve("flink")), run);
        new RunReport(run, Files.createDirectories(work.resolve("rejects")))
                .write(Files.createDirectories(work.resolve("csv")));
        List<ChannelRecord> reports = new ArrayList<>();
        List<AdjustedLine> adjustedLines = new ArrayList<>();
        List<StatisticsCell> statistics = new ArrayList<>();
        List<OrderReject> rejects = new ArrayList<>();
        run.read(RunDirectory.BILLS, DomainTypes.CHANNEL_RECORD, reports::add);
        run.read(RunDirectory.ADJUSTED_LINES, DomainTypes.ADJUSTED_LINE, adjustedLines::add);
        run.read(RunDirectory.STATISTICS, DomainTypes.STATISTICS_CELL, statistics::add);
        run.read(RunDirectory.DEAD_LETTERS, DomainTypes.ORDER_REJECT, rejects::add);
        List<BillRecord> lines = new ArrayList<>();
        BoundedSources.branches(config, flinkPath(landing), 1, 0)
                .forEach(
                        branch ->
                                readAll(branch.bills(), DomainTypes.BILL_RECORD).stream()
                                        .filter(record -> record instanceof BillRecord.Line)
                                        .forEach(lines::add));
        List<OrderEvent> events = new ArrayList<>();
        readAll(BoundedSources.orders(config, flinkPath(orders)), DomainTypes.ORDER_RECORD)
                .forEach(
                        record -> {
                            if (record instanceof OrderEvent event) {
                                events.add(event);
                            }
                        });
        return new RecordedRun(
                results(run),
                events,
                lines,
                reports,
                adjustedLines,
                new Rest(statistics, rejects, days(reports)));
    }

    /** The last revisions, and those before them. */
    private static List<ResultChange> results(RunDirectory run) throws IOException {
        ResultChangeCodec codec = new ResultChangeCodec();
        List<ResultChange> results = new ArrayList<>();
        try (SortedRuns.Merge merge = run.results()) {
            for (SortedRuns.Entry entry = merge.next(); entry != null; entry = merge.next()) {
                ResultChange last =
                        codec.read(
                                codec.version(),
                                new DataInputStream(new ByteArrayInputStream(entry.value())));
                results.add(last);
                if (last.change().before() != null) {
                    results.add(
                            new ResultChange(
                                    last.key(),
                                    new Change(null, last.change().before()),
                                    last.decidedAtMs()));
                }
            }
        }
        return results;
    }

    /** Days close up to the first that is held or absent: all orders are read before. */
    private static List<DayChange> days(List<ChannelRecord> reports) {
        Map<String, TreeMap<Integer, DayReport>> byChannel = new TreeMap<>();
        for (ChannelRecord record : reports) {
            if (record.record() instanceof DayReport report) {
                byChannel
                        .computeIfAbsent(record.channel(), channel -> new TreeMap<>())
                        .put(report.day(), report);
            }
        }
        List<DayChange> days = new ArrayList<>();
        byChannel.forEach(
                (channel, reported) -> {
                    boolean isHeld = false;
                    for (DayReport report : reported.values()) {
                        days.add(DayChange.of(channel, report, CLOSED_AT_MS - 1));
                        isHeld |=
                                report.status() == DayStatus.HELD
                                        || report.status() == DayStatus.ABSENT;
                        if (!isHeld) {
                            days.add(
                                    new DayChange(
                                            channel,
                                            report.day(),
                                            DayState.CLOSED,
                                            "",
                                            CLOSED_AT_MS));
                        }
                    }
                });
        return days;
    }

    private static <T> List<T> readAll(Source<T, ?, ?> source, TypeInformation<T> type) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(1);
        List<T> all = new ArrayList<>();
        try (CloseableIterator<T> records =
                environment
                        .fromSource(source, WatermarkStrategy.noWatermarks(), "all", type)
                        .executeAndCollect()) {
            records.forEachRemaining(all::add);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    private static org.apache.flink.core.fs.Path flinkPath(Path path) {
        return new org.apache.flink.core.fs.Path(path.toUri());
    }
}
