package io.recon.udf.reconcile;

import io.recon.model.day.Horizon;
import io.recon.model.reconcile.Input;
import io.recon.model.reconcile.Outcome;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The reconciling operator's metrics, in the operator's group as {@code
 * recon.channel.<channel>.<name>}; a reporter with labels shows the channel as one.
 *
 * <ul>
 *   <li>{@code orders}: changes of orders that came in
 *   <li>{@code lines}: bill lines and retractions that came in
 *   <li>{@code ordersApplied}, {@code linesApplied}: those of them that changed what is known
 *   <li>{@code notNewer}: changes of orders that were no newer than what was known
 *   <li>{@code alreadyApplied}: lines already known, retractions of unknown ones
 *   <li>{@code ordersPastRetention}: changes of orders that came too late to matter
 *   <li>{@code linesPastRetention}: lines and retractions that came too late to matter
 *   <li>{@code deadLetters}: those of both that went to the dead letter
 *   <li>{@code outcome.<outcome>.results}: emitted revisions
 *   <li>{@code openKeys}: transactions that wait for a close. Only the sum over the subtasks means
 *       something: a restore deals the former subtasks' numbers out anew
 *   <li>{@code timerWithoutState}: timers that found nothing; anything but 0 is a lost transaction
 *   <li>{@code closedThrough}: the last closed day, epoch days; {@value #NO_DAY} before the first
 * </ul>
 *
 * <p>What holds between them: {@code orders} = {@code ordersApplied} + {@code notNewer} + {@code
 * ordersPastRetention}; {@code lines} = {@code linesApplied} + {@code alreadyApplied} + {@code
 * linesPastRetention}; {@code deadLetters} is at least {@code linesPastRetention} and at most that
 * and {@code ordersPastRetention} together.
 */
final class ReconcileMetrics {
    /** Stands for no day. */
    static final int NO_DAY = -1;

    final Counter orders;
    final Counter lines;
    final Counter ordersApplied;
    final Counter linesApplied;
    final Counter notNewer;
    final Counter alreadyApplied;
    final Counter ordersPastRetention;
    final Counter linesPastRetention;
    final Counter deadLetters;
    final Counter timerWithoutState;
    final Gauge<Long> openKeys;
    final Gauge<Integer> closedThrough;
    private final Map<Outcome, Counter> results = new EnumMap<>(Outcome.class);

    ReconcileMetrics(
            MetricGroup operator, String channel, Gauge<Long> openKeys, Gauge<Integer> closed) {
        MetricGroup group = operator.addGroup("recon").addGroup("channel", channel);
        orders = group.counter("orders");
        lines = group.counter("lines");
        ordersApplied = group.counter("ordersApplied");
        linesApplied = group.counter("linesApplied");
        notNewer = group.counter("notNewer");
        alreadyApplied = group.counter("alreadyApplied");
        ordersPastRetention = group.counter("ordersPastRetention");
        linesPastRetention = group.counter("linesPastRetention");
        deadLetters = group.counter("deadLetters");
        timerWithoutState = group.counter("timerWithoutState");
        for (Outcome outcome : Outcome.values()) {
            results.put(outcome, group.addGroup("outcome", outcome.name()).counter("results"));
        }
        this.openKeys = group.gauge("openKeys", openKeys);
        closedThrough = group.gauge("closedThrough", closed);
    }

    /** The counter of what an input like this one has changed. */
    Counter applied(Input input) {
        return input instanceof Input.Order ? ordersApplied : linesApplied;
    }

    /** The counter of an outcome's emitted revisions. */
    Counter results(Outcome outcome) {
        return results.get(outcome);
    }

    /** How a last closed day is shown. */
    static int shown(int closedThrough) {
        return closedThrough == Horizon.NONE ? NO_DAY : closedThrough;
    }
}
