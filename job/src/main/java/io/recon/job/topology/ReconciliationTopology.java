package io.recon.job.topology;

import io.recon.model.bill.BillRecord;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsDelta;
import io.recon.udf.reconcile.AtEnd;
import io.recon.udf.reconcile.PartitionKeys;
import io.recon.udf.reconcile.ReconcileOperator;
import io.recon.udf.statistics.StatisticsFunction;
import io.recon.udf.type.DomainTypes;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Reconciliation: platform orders on one side, a branch for every channel on the other. The bounded
 * run and the continuous job are this one graph with other sources and sinks.
 *
 * <pre>
 *     orders ---> by channel ---+---> reconcile ---> results
 *                    |          |         |
 *                    |          |         +---> statistics, ledger
 *     bills ----> lines --------+
 *                    |
 *                    +---> dead letters, files, days
 * </pre>
 *
 * <p>Uids carry the channel's name, so that adding or removing a channel leaves every other one's
 * state alone.
 */
public final class ReconciliationTopology {
    /** The accumulator that counts the orders' events, those that could not be read too. */
    public static final String ORDERS_READ = "orders-read";

    /** The accumulator that counts the bill lines. */
    public static final String LINES_READ = "lines-read";

    /** The uid of the orders' source. */
    public static final String ORDERS_UID = "orders";

    /** How long a statistics cell without a change is kept beyond the longest retention. */
    private static final Duration STATISTICS_SPARE_TIME = Duration.ofDays(400);

    private ReconciliationTopology() {}

    /**
     * Adds the whole graph to an environment.
     *
     * @param branches one per channel, at least one
     * @param atEnd what becomes of what still waits when all inputs have ended
     * @return what leaves it
     */
    public static Outputs build(
            StreamExecutionEnvironment environment,
            OrderInput orders,
            List<Branch> branches,
            AtEnd atEnd) {
        // orders ---> a stream per channel, and what could not be read
        SingleOutputStreamOperator<OrderReject> ordersByChannel =
                environment
                        .fromSource(
                                orders.source(),
                                orders.time(),
                                "platform orders",
                                DomainTypes.ORDER_RECORD)
                        .uid(ORDERS_UID)
                        .setParallelism(orders.parallelism())
                        .process(
                                new OrdersByChannel(
                                        branches.stream().map(Branch::channel).toList()),
                                DomainTypes.ORDER_REJECT)
                        .name("orders by channel")
                        .uid("orders-by-channel")
                        .setParallelism(orders.parallelism());

        List<Reconciled> reconciled =
                branches.stream()
                        .map(branch -> reconcile(environment, ordersByChannel, branch, atEnd))
                        .toList();

        // the differences of results ---> statistics
        DataStream<StatisticsDelta> onResults = union(reconciled, Reconciled::statistics);
        DataStream<StatisticsCell> statistics =
                onResults
                        .keyBy(StatisticsFunction.KEY, Types.STRING)
                        .process(
                                new StatisticsFunction(statisticsTimeToLive(branches)),
                                DomainTypes.STATISTICS_CELL)
                        .name("statistics")
                        .uid("statistics");

        return new Outputs(
                union(reconciled, Reconciled::results),
                statistics,
                new Outputs.Orders(
                        union(reconciled, Reconciled::orders),
                        union(reconciled, Reconciled::lateOrders).union(ordersByChannel)),
                new Outputs.Bills(
                        union(reconciled, Reconciled::lines),
                        union(reconciled, Reconciled::reports),
                        union(reconciled, Reconciled::adjustedLines)),
                new Outputs.Ledger(union(reconciled, Reconciled::ledger), onResults),
                reconciled.stream()
                        .collect(Collectors.toMap(Reconciled::channel, Reconciled::days)));
    }

    /** What leaves one channel's branch: what came in on the one hand, what became of it. */
    private record Reconciled(
            String channel,
            DataStream<OrderEvent> orders,
            SingleOutputStreamOperator<BillRecord> lines,
            SingleOutputStreamOperator<ResultChange> results,
            DataStream<ChannelRecord> lateLines) {
        DataStream<ChannelRecord> reports() {
            return lines.getSideOutput(LinesApart.REPORTS).union(lateLines);
        }

        DataStream<StatisticsDelta> statistics() {
            return results.getSideOutput(ReconcileOperator.STATISTICS);
        }

        DataStream<AdjustedLine> adjustedLines() {
            return results.getSideOutput(ReconcileOperator.ADJUSTED_LINES);
        }

        DataStream<LedgerDelta> ledger() {
            return results.getSideOutput(ReconcileOperator.LEDGER);
        }

        DataStream<OrderReject> lateOrders() {
            return results.getSideOutput(ReconcileOperator.LATE_ORDERS);
        }

        Outputs.Days days() {
            return new Outputs.Days(
                    results.getSideOutput(ReconcileOperator.PROGRESS),
                    lines.getSideOutput(LinesApart.REPORTS));
        }
    }

    private static Reconciled reconcile(
            StreamExecutionEnvironment environment,
            SingleOutputStreamOperator<OrderReject> ordersByChannel,
            Branch branch,
            AtEnd atEnd) {
        String channel = branch.channel();
        DataStream<OrderEvent> orders = ordersByChannel.getSideOutput(OrdersByChannel.tag(channel));

        // landing directory ---> lines, and what is only to be told
        SingleOutputStreamOperator<BillRecord> lines =
                environment
                        .fromSource(
                                branch.bills(),
                                // The source itself emits the watermarks: they seal the days.
                                WatermarkStrategy.noWatermarks(),
                                "bills of " + channel,
                                DomainTypes.BILL_RECORD)
                        .uid(ChannelOperator.BILLS.uid(channel))
                        .process(new LinesApart(channel), DomainTypes.BILL_RECORD)
                        .name("bill lines of " + channel)
                        .uid(ChannelOperator.BILL_LINES.uid(channel));

        // orders + lines ---> results
        SingleOutputStreamOperator<ResultChange> results =
                orders.connect(lines)
                        .keyBy(PartitionKeys.OF_ORDER, PartitionKeys.OF_BILL_RECORD, Types.STRING)
                        .transform(
                                "reconcile " + channel,
                                DomainTypes.RESULT_CHANGE,
                                new ReconcileOperator(
                                        channel,
                                        branch.zone(),
                                        branch.cutOff(),
                                        branch.policy(),
                                        atEnd,
                                        branch.mostWaitingInMemory()))
                        .uid(ChannelOperator.RECONCILE.uid(channel));

        DataStream<ChannelRecord> lateLines =
                results.getSideOutput(ReconcileOperator.LATE_LINES)
                        .map(
                                reject -> new ChannelRecord(channel, reject),
                                DomainTypes.CHANNEL_RECORD)
                        .name("late lines of " + channel)
                        .uid(ChannelOperator.LATE_LINES.uid(channel));
        return new Reconciled(channel, orders, lines, results, lateLines);
    }

    private static Duration statisticsTimeToLive(List<Branch> branches) {
        int retentionDays =
                branches.stream()
                        .mapToInt(branch -> branch.policy().retentionDays())
                        .max()
                        .orElse(0);
        return STATISTICS_SPARE_TIME.plusDays(retentionDays);
    }

    private static <T> DataStream<T> union(
            List<Reconciled> reconciled, Function<Reconciled, ? extends DataStream<T>> stream) {
        return reconciled.stream()
                .<DataStream<T>>map(stream)
                .reduce(DataStream::union)
                .orElseThrow();
    }
}
