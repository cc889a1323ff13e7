package io.recon.job.topology;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.ChannelRecord;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.statistics.StatisticsCell;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where everything goes that leaves the engine.
 *
 * @param results every change of a result
 * @param statistics every change of a cell
 * @param bills what became of files, of lines that were rejected, and of bill days
 * @param adjustedLines corrections to what was said of files
 * @param ledger what was kept of orders and lines, to check that nothing was lost
 * @param deadLetters orders that could not be read or came too late
 */
public record Sinks(
        Sink<ResultChange> results,
        Sink<StatisticsCell> statistics,
        Sink<ChannelRecord> bills,
        Sink<AdjustedLine> adjustedLines,
        Sink<LedgerDelta> ledger,
        Sink<OrderReject> deadLetters) {
    public Sinks {
        requireNonNull(results, "results");
        requireNonNull(statistics, "statistics");
        requireNonNull(bills, "bills");
        requireNonNull(adjustedLines, "adjustedLines");
        requireNonNull(ledger, "ledger");
        requireNonNull(deadLetters, "deadLetters");
    }
}
