package io.recon.job.wiring;

import io.recon.connectors.order.KafkaOrderSettings;
import io.recon.connectors.order.KafkaOrderSource;
import io.recon.connectors.order.OrderTime;
import io.recon.job.config.KafkaConfig;
import io.recon.job.config.ReconConfig;
import io.recon.model.order.OrderRecord;
import io.recon.udf.type.DomainTypes;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;

/** The orders of a job that never ends: change events from Kafka, and their time. */
public final class KafkaSources {
    private KafkaSources() {}

    /** The orders in the configured topic. */
    public static Source<OrderRecord, ?, ?> orders(ReconConfig config) {
        return KafkaOrderSource.of(
                settings(config), OrderOptions.of(config), DomainTypes.ORDER_RECORD);
    }

    /** How the orders' watermark moves. */
    public static WatermarkStrategy<OrderRecord> orderTime(ReconConfig config) {
        return OrderTime.strategy(
                config.platform().outOfOrderness(), config.platform().clockSkew());
    }

    /** Where the configured topic is. */
    public static KafkaOrderSettings settings(ReconConfig config) {
        KafkaConfig kafka = config.platform().kafka();
        return new KafkaOrderSettings(
                kafka.bootstrapServers(), kafka.topic(), kafka.groupId(), kafka.properties());
    }
}
