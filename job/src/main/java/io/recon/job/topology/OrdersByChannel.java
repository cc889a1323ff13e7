package io.recon.job.topology;

import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import io.recon.udf.type.DomainTypes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Gives each channel its orders, as a side output, and what could not be read as the main output.
 * Heartbeats end here: they have moved the watermark.
 */
final class OrdersByChannel extends ProcessFunction<OrderRecord, OrderReject> {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, OutputTag<OrderEvent>> tags = new HashMap<>();
    private transient LongCounter read;
    private transient OrderMetrics recorded;
    private transient HashMap<String, Lane> lanes;

    /** Where a channel's orders go, looked up once for each. */
    private record Lane(OutputTag<OrderEvent> tag, Counter count) {}

    OrdersByChannel(Collection<String> channels) {
        channels.forEach(channel -> tags.put(channel, tag(channel)));
    }

    /** Under which the orders of a channel leave. */
    static OutputTag<OrderEvent> tag(String channel) {
        return new OutputTag<>("orders-" + channel, DomainTypes.ORDER_EVENT);
    }

    @Override
    public void open(OpenContext context) {
        read = new LongCounter();
        getRuntimeContext().addAccumulator(ReconciliationTopology.ORDERS_READ, read);
        recorded = new OrderMetrics(getRuntimeContext().getMetricGroup(), tags.keySet());
        lanes = new HashMap<>();
        tags.forEach(
                (channel, tag) -> lanes.put(channel, new Lane(tag, recorded.ordersRead(channel))));
    }

    @Override
    public void processElement(OrderRecord value, Context context, Collector<OrderReject> rejects) {
        read.add(1L);
        recorded.events.inc();
        if (value instanceof OrderEvent.Change change) {
            Lane lane = lanes.get(change.key().channel());
            if (lane == null) {
                throw new IllegalStateException(
                        "an order of channel \""
                                + change.key().channel()
                                + "\" passed the parser,"
                                + " but the channels are "
                                + Map.copyOf(tags).keySet());
            }
            lane.count().inc();
            context.output(lane.tag(), change);
        } else if (value instanceof OrderReject reject) {
            recorded.orderRejects.inc();
            rejects.collect(reject);
        } else {
            recorded.heartbeats.inc();
        }
    }
}
