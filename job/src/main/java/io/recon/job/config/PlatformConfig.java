package io.recon.job.config;

import static java.util.Objects.requireNonNull;

import io.recon.connectors.order.OrderColumn;
import io.recon.connectors.order.OrderParserOptions.AmountUnit;
import io.recon.model.TransactionStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How the platform's orders are read.
 *
 * @param columns our column's name to theirs, where they differ
 * @param statuses their status to ours, beside the usual words and before them
 * @param amountUnit what an amount's number counts
 * @param kafka where the change events are
 * @param outOfOrderness how far the orders' watermark stays behind their source time
 * @param clockSkew how far a time may be ahead of the reading machine's clock and move the
 *     watermark
 */
public record PlatformConfig(
        Map<String, String> columns,
        Map<String, TransactionStatus> statuses,
        AmountUnit amountUnit,
        KafkaConfig kafka,
        Duration outOfOrderness,
        Duration clockSkew) {
    /** The columns that an order's row has, by our names. */
    public static final List<String> COLUMNS =
            Arrays.stream(OrderColumn.values()).map(OrderColumn::columnName).toList();

    public PlatformConfig {
        columns = Map.copyOf(columns);
        statuses = Map.copyOf(statuses);
        requireNonNull(amountUnit, "amountUnit");
        requireNonNull(kafka, "kafka");
        requireNonNull(outOfOrderness, "outOfOrderness");
        requireNonNull(clockSkew, "clockSkew");
    }

    @Override
    public String toString() {
        return "PlatformConfig[…]";
    }
}
