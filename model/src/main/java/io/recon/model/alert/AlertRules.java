package io.recon.model.alert;

import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import java.util.Optional;

/** Says which changes people are told of at once. */
public final class AlertRules {
    private AlertRules() {}

    /**
     * A break that is final is told, and so are its change and its end. A day-cut that is still
     * pending is none: the next bill is expected to bring the other side.
     */
    public static Optional<Alert.OfResult> of(ResultChange change) {
        boolean was = isTold(change.change().before());
        boolean is = isTold(change.change().after());
        if (!is) {
            return was
                    ? Optional.of(new Alert.OfResult(AlertPhase.RESOLVED, change))
                    : Optional.empty();
        }
        AlertPhase phase = was ? AlertPhase.CHANGED : AlertPhase.OPENED;
        return Optional.of(new Alert.OfResult(phase, change));
    }

    private static boolean isTold(Result result) {
        return result != null
                && result.verdict().outcome().isBreak()
                // Nobody can say yet what is wrong.
                && result.verdict().outcome() != Outcome.UNDECIDED
                && !result.verdict().pending();
    }

    /**
     * A file that was rejected whole, whose totals disagree, or that came too late. What becomes of
     * its day is told by {@link #of(String, DayReport, DayReport)}.
     */
    public static Optional<Alert.OfFile> of(ChannelRecord record) {
        return record.record() instanceof FileReport report && !report.error().isEmpty()
                ? Optional.of(new Alert.OfFile(record.channel(), report))
                : Optional.empty();
    }

    /**
     * A day that is held, absent or overdue is told once for each reason; that it can close again,
     * once. Nothing is told of a report that another one has overtaken.
     *
     * @param last what was said of the day before; null if nothing was
     */
    public static Optional<Alert.OfDay> of(String channel, DayReport last, DayReport report) {
        if (last != null && report.isOlderThan(last)) {
            return Optional.empty();
        }
        boolean was = last != null && isWrong(last.status());
        if (!isWrong(report.status())) {
            return was
                    ? Optional.of(new Alert.OfDay(AlertPhase.RESOLVED, channel, report))
                    : Optional.empty();
        }
        if (was && last.status() == report.status() && last.reason().equals(report.reason())) {
            return Optional.empty();
        }
        AlertPhase phase = was ? AlertPhase.CHANGED : AlertPhase.OPENED;
        return Optional.of(new Alert.OfDay(phase, channel, report));
    }

    /** Whether a day in this state waits for somebody to do something. */
    public static boolean isWrong(DayStatus status) {
        return switch (status) {
            case HELD, ABSENT, OVERDUE -> true;
            case SEALED, ACCEPTED -> false;
        };
    }
}
