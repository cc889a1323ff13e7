package io.recon.connectors.hive;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillRecord;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.day.DayChange;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.statistics.StatisticsCell;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What goes into the tables.
 *
 * @param results every change of a result, of all channels
 * @param orders every version of every order; heartbeats are passed over
 * @param statistics every change of a cell
 * @param orderRejects change events that could not be read or came too late
 * @param days every change of a business day
 */
public record HiveStreams(
        DataStream<ResultChange> results,
        DataStream<OrderEvent> orders,
        Bills bills,
        DataStream<StatisticsCell> statistics,
        DataStream<OrderReject> orderRejects,
        DataStream<DayChange> days) {
    public HiveStreams {
        requireNonNull(results, "results");
        requireNonNull(orders, "orders");
        requireNonNull(bills, "bills");
        requireNonNull(statistics, "statistics");
        requireNonNull(orderRejects, "orderRejects");
        requireNonNull(days, "days");
    }

    /**
     * What comes from bills.
     *
     * @param lines lines and retractions; their keys name the channel
     * @param reports file reports and rejects; day reports are passed over
     * @param adjustedLines corrections to what was said of lines
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
}
