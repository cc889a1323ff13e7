package io.recon.job.wiring;

import io.recon.connectors.alert.KafkaOutputSettings;
import io.recon.connectors.alert.KafkaOutputSettings.AlertDelivery;
import io.recon.connectors.alert.KafkaOutputSettings.Topics;
import io.recon.connectors.alert.KafkaOutputs;
import io.recon.job.config.KafkaConfig;
import io.recon.job.config.ReconConfig;

/** Where a job that never ends tells of what it finds: Kafka, on the brokers of the orders. */
public final class KafkaSinks {
    private KafkaSinks() {}

    /** The sinks of all that goes to Kafka. */
    public static KafkaOutputs of(ReconConfig config) {
        return new KafkaOutputs(settings(config));
    }

    static KafkaOutputSettings settings(ReconConfig config) {
        KafkaConfig kafka = config.platform().kafka();
        return new KafkaOutputSettings(
                kafka.bootstrapServers(),
                new Topics(
                        config.alerts().kafkaTopic(),
                        config.topics().days(),
                        config.topics().statistics(),
                        config.topics().deadLetters()),
                deliveryOf(config),
                kafka.properties());
    }

    private static AlertDelivery deliveryOf(ReconConfig config) {
        return switch (config.alerts().delivery()) {
            case AT_LEAST_ONCE -> new AlertDelivery.AtLeastOnce();
            // Two jobs that read as one group are wrong already.
            case EXACTLY_ONCE ->
                    new AlertDelivery.ExactlyOnce(config.platform().kafka().groupId() + "-alerts");
        };
    }
}
