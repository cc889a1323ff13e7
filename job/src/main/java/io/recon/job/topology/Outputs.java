package io.recon.job.topology;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillRecord;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.day.DayProgress;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsDelta;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Everything that leaves the engine, of all channels together. Where it goes is for those to say
 * who build a job; a stream that nobody takes costs nothing.
 *
 * @param results every change of a result
 * @param statistics every change of a cell
 * @param ledger what proves that nothing was lost
 * @param days by channel, what tells of its days. These streams alone have their channel's own
 *     watermark, so they are kept apart
 */
public record Outputs(
        DataStream<ResultChange> results,
        DataStream<StatisticsCell> statistics,
        Orders orders,
        Bills bills,
        Ledger ledger,
        Map<String, Days> days) {
    public Outputs {
        requireNonNull(results, "results");
        requireNonNull(statistics, "statistics");
        requireNonNull(orders, "orders");
        requireNonNull(bills, "bills");
        requireNonNull(ledger, "ledger");
        days = Map.copyOf(days);
    }

    /**
     * What came from the platform.
     *
     * @param changes every version of every order that could be read
     * @param rejects events that could not be read or came too late
     */
    public record Orders(DataStream<OrderEvent> changes, DataStream<OrderReject> rejects) {
        public Orders {
            requireNonNull(changes, "changes");
            requireNonNull(rejects, "rejects");
        }
    }

    /**
     * What came from bills.
     *
     * @param lines lines and retractions
     * @param reports what became of files, of lines that were rejected, and of bill days
     * @param adjustedLines corrections to what was said of files
     */
    public record Bills(
            DataStream<BillRecord> lines,
            DataStream<ChannelRecord> reports,
            DataStream<AdjustedLine> adjustedLines) {
        public Bills {
            requireNonNull(lines, "lines");
            requireNonNull(reports, "reports");
            requireNonNull(adjustedLines, "adjustedLines");
        }
    }

    /**
     * What was kept, and what results say of it: the two must balance.
     *
     * @param kept differences of what the keyed state holds
     * @param onResults differences of what stands on results
     */
    public record Ledger(DataStream<LedgerDelta> kept, DataStream<StatisticsDelta> onResults) {
        public Ledger {
            requireNonNull(kept, "kept");
            requireNonNull(onResults, "onResults");
        }
    }

    /**
     * What tells of one channel's days.
     *
     * @param progress how far they have come
     * @param reports what the bill source says of them, among its other reports
     */
    public record Days(DataStream<DayProgress> progress, DataStream<ChannelRecord> reports) {
        public Days {
            requireNonNull(progress, "progress");
            requireNonNull(reports, "reports");
        }
    }
}
