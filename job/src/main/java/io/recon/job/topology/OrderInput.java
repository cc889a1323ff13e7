package io.recon.job.topology;

import static java.util.Objects.requireNonNull;

import io.recon.model.order.OrderRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;

/**
 * Where the platform's orders come from.
 *
 * @param time how the orders' watermark moves
 * @param parallelism how many subtasks read; a subtask that can have nothing to read would hold
 *     back the time of all
 */
public record OrderInput(
        Source<OrderRecord, ?, ?> source, WatermarkStrategy<OrderRecord> time, int parallelism) {
    public OrderInput {
        requireNonNull(source, "source");
        requireNonNull(time, "time");
    }
}
