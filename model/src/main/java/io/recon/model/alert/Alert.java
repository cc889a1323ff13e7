package io.recon.model.alert;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import java.time.LocalDate;

/** Something that people are told at once. */
public sealed interface Alert {
    /**
     * What the alert is about: the same for all alerts that open, change and resolve one thing.
     * Alerts of one subject keep their order.
     */
    String subject();

    /** A transaction does not agree, or agrees again. */
    record OfResult(AlertPhase phase, ResultChange change) implements Alert {
        public OfResult {
            requireNonNull(phase, "phase");
            requireNonNull(change, "change");
        }

        @Override
        public String subject() {
            return change.resultId();
        }

        /** With which other alerts this one is folded. */
        public AlertGroup group() {
            Result told =
                    phase == AlertPhase.RESOLVED
                            ? change.change().before()
                            : change.change().after();
            return new AlertGroup(
                    change.key().channel(), told.partitionDay(), told.verdict().outcome());
        }
    }

    /** Many alerts of one group in the place of each of them. */
    record Folded(AlertGroup group, AlertFold fold) implements Alert {
        public Folded {
            requireNonNull(group, "group");
            requireNonNull(fold, "fold");
        }

        @Override
        public String subject() {
            return group.channel()
                    + '/'
                    + LocalDate.ofEpochDay(group.day())
                    + '/'
                    + group.outcome().name();
        }
    }

    /** A day cannot close, or can again. */
    record OfDay(AlertPhase phase, String channel, DayReport report) implements Alert {
        public OfDay {
            requireNonNull(phase, "phase");
            requireNonNull(channel, "channel");
            requireNonNull(report, "report");
        }

        @Override
        public String subject() {
            return channel + '/' + LocalDate.ofEpochDay(report.day());
        }
    }

    /** A bill file was rejected, its totals disagree, or it came too late. */
    record OfFile(String channel, FileReport report) implements Alert {
        public OfFile {
            requireNonNull(channel, "channel");
            requireNonNull(report, "report");
        }

        @Override
        public String subject() {
            return channel + '/' + LocalDate.ofEpochDay(report.day()) + '/' + report.file();
        }
    }

    /**
     * The job was started or restored. What was told after this checkpoint and is not told again is
     * void.
     *
     * @param checkpoint the checkpoint gone back to, {@link #BEGINNING} if there is none
     */
    record Recovered(long checkpoint) implements Alert {
        /** Before the first checkpoint: all that was ever told is void. */
        public static final long BEGINNING = 0;

        @Override
        public String subject() {
            return "recovered";
        }
    }

    /**
     * An alert as it leaves the engine.
     *
     * @param checkpoint the checkpoint whose barrier passed last before the alert; 0 before the
     *     first
     */
    record Told(Alert alert, long checkpoint) {
        public Told {
            requireNonNull(alert, "alert");
        }
    }

    /**
     * Sums of alerts that were folded, of one currency.
     *
     * @param amountMinor the sum of the platform's amounts, or where it has none of the channel's
     */
    record FoldedSum(String currency, long count, long amountMinor) {
        public FoldedSum {
            requireNonNull(currency, "currency");
        }
    }
}
