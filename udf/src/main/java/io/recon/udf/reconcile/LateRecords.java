package io.recon.udf.reconcile;

import io.recon.model.bill.BillRecord;
import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderReject;
import io.recon.model.order.SourceVersion;
import io.recon.model.reconcile.Policy;
import java.time.LocalDate;

/** How records that come after their day's retention are written to the dead letter. */
final class LateRecords {
    /** The error word, which leads the reason. */
    private static final String PAST_RETENTION = "past_retention";

    private LateRecords() {}

    /**
     * Where it stood is known only as its place in the database's log. The key ends the reason: it
     * is what tells the events of one place apart.
     */
    static OrderReject reject(
            OrderEvent.Change change, DayClock clock, Horizon horizon, Policy policy) {
        SourceVersion version = change.version();
        String source =
                switch (version.kind()) {
                    case LSN -> "lsn";
                    case LOG_FILE -> "log file " + version.major();
                    case TIME_ONLY -> "source time";
                };
        long position =
                switch (version.kind()) {
                    case LSN -> version.major();
                    case LOG_FILE -> version.minor();
                    case TIME_ONLY -> version.timestampMs();
                };
        long timeMs = change.row() == null ? change.timestampMs() : change.row().timeMs();
        String reason =
                reason(clock.dayOf(timeMs), horizon, policy)
                        + ": "
                        + change.operation()
                        + " of "
                        + change.key().text();
        return new OrderReject(source, position, reason, "");
    }

    /** Its place in the bill says which line it was. */
    static BillRecord.Reject reject(BillRecord record, Horizon horizon, Policy policy) {
        String reason = reason(record.day(), horizon, policy);
        if (record instanceof BillRecord.Line line) {
            return new BillRecord.Reject(line.line().position(), reason, "", line.issue());
        }
        BillRecord.Retraction gone = (BillRecord.Retraction) record;
        return new BillRecord.Reject(
                gone.line().position(), reason + " (retraction)", "", gone.issue());
    }

    private static String reason(int day, Horizon horizon, Policy policy) {
        return PAST_RETENTION
                + ": "
                + LocalDate.ofEpochDay(day)
                + " is more than "
                + policy.retentionDays()
                + " days before the last closed day "
                + LocalDate.ofEpochDay(horizon.closedThrough());
    }
}
