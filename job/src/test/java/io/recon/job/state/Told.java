package io.recon.job.state;

import io.recon.model.alert.Alert;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.day.DayChange;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** What a job said, as lines that do not depend on the order in which subtasks came to say it. */
final class Told {
    private static final Comparator<StatisticsCell> BY_REVISION =
            Comparator.comparingInt(StatisticsCell::revision);

    private Told() {}

    /**
     * Every element in a line of its own, sorted. Of a statistics cell it is the revision that was
     * said first, and the sums that were said last: how many changes are told as one depends on
     * when checkpoints came.
     */
    static List<String> lines(List<Object> heard) {
        List<String> lines = new ArrayList<>();
        Map<String, StatisticsCell> first = new TreeMap<>();
        Map<String, StatisticsCell> last = new TreeMap<>();
        for (Object element : heard) {
            if (element instanceof StatisticsCell cell) {
                first.merge(line(cell.key()), cell, BinaryOperator.minBy(BY_REVISION));
                last.merge(line(cell.key()), cell, BinaryOperator.maxBy(BY_REVISION));
            } else {
                lines.add(line(element));
            }
        }
        last.forEach(
                (key, cell) ->
                        lines.add(
                                "%s from revision %d on, %s"
                                        .formatted(key, first.get(key).revision(), cell.sums())));
        return lines.stream().sorted().toList();
    }

    private static String line(Object element) {
        if (element instanceof ResultChange change) {
            Result before = change.change().before();
            return "result %s: %s, was %s"
                    .formatted(
                            change.resultId(),
                            line(change.change().after()),
                            before == null ? "not told" : line(before));
        }
        if (element instanceof DayChange day) {
            return "day %s %s: %s".formatted(day.channel(), date(day.day()), day.state());
        }
        if (element instanceof ChannelRecord report) {
            return "bill %s: %s".formatted(report.channel(), line(report.record()));
        }
        if (element instanceof OrderReject reject) {
            return "order rejected: %s %d %s"
                    .formatted(reject.source(), reject.position(), reject.reason());
        }
        return line(((Alert.Told) element).alert());
    }

    private static String line(Result result) {
        return "%s%s %s revision %d"
                .formatted(
                        result.verdict().outcome(),
                        result.verdict().pending() ? " pending" : "",
                        result.verdict().differenceNames(),
                        result.revision());
    }

    private static String line(BillRecord record) {
        if (record instanceof BillRecord.FileReport file) {
            return "file %s %s issue %d %s %s %s %s"
                    .formatted(
                            date(file.day()),
                            file.file(),
                            file.issue(),
                            file.content(),
                            file.totals(),
                            file.error(),
                            file.detail());
        }
        if (record instanceof BillRecord.DayReport day) {
            return "day %s %s".formatted(date(day.day()), day.status());
        }
        BillRecord.Reject reject = (BillRecord.Reject) record;
        return "reject %s %s".formatted(reject.position(), reject.reason());
    }

    private static String line(Alert alert) {
        String what;
        if (alert instanceof Alert.OfResult result) {
            what = result.phase() + " " + line(result.change().change().after());
        } else if (alert instanceof Alert.OfDay day) {
            what = day.phase().toString();
        } else if (alert instanceof Alert.Folded folded) {
            what = folded.fold().toString();
        } else if (alert instanceof Alert.Recovered recovered) {
            what = "from checkpoint " + recovered.checkpoint();
        } else {
            what = "told";
        }
        return "alert %s: %s".formatted(alert.subject(), what);
    }

    private static String line(StatisticsKey key) {
        return "statistics %s/%s/%s %s %s %s:"
                .formatted(
                        key.channel(),
                        key.account(),
                        key.type(),
                        date(key.day()),
                        key.currency(),
                        key.outcome());
    }

    private static LocalDate date(int day) {
        return LocalDate.ofEpochDay(day);
    }
}
