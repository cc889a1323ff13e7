package io.recon.job.topology;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of what the orders' source reads, in the operator's group.
 *
 * <ul>
 *   <li>{@code recon.events}: everything that was read
 *   <li>{@code recon.heartbeats}: those that only tell the time
 *   <li>{@code recon.orderRejects}: those that could not be read
 *   <li>{@code recon.channel.<channel>.ordersRead}: changes of a channel's orders
 * </ul>
 *
 * <p>What holds between them: {@code events} = {@code heartbeats} + {@code orderRejects} + {@code
 * ordersRead} of all channels. A channel's {@code ordersRead} is the {@code orders} of the operator
 * behind, but for what is on its way between the two.
 */
final class OrderMetrics {
    final Counter events;
    final Counter heartbeats;
    final Counter orderRejects;
    private final Map<String, Counter> ordersRead = new HashMap<>();

    OrderMetrics(MetricGroup operator, Collection<String> channels) {
        MetricGroup group = operator.addGroup("recon");
        events = group.counter("events");
        heartbeats = group.counter("heartbeats");
        orderRejects = group.counter("orderRejects");
        for (String channel : channels) {
            ordersRead.put(channel, group.addGroup("channel", channel).counter("ordersRead"));
        }
    }

    /** The counter of a channel's changes. */
    Counter ordersRead(String channel) {
        return ordersRead.get(channel);
    }
}
