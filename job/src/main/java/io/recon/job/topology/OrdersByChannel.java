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
    }

    @Override
    public void processElement(OrderRecord value, Context context, Collector<OrderReject> rejects) {
        read.add(1L);
        if (value instanceof OrderEvent.Change change) {
            OutputTag<OrderEvent> tag = tags.get(change.key().channel());
            if (tag == null) {
                throw new IllegalStateException(
                        "an order of channel \""
                                + change.key().channel()
                                + "\" passed the parser,"
                                + " but the channels are "
                                + Map.copyOf(tags).keySet());
            }
            context.output(tag, change);
        } else if (value instanceof OrderReject reject) {
            rejects.collect(reject);
        }
    }
}
