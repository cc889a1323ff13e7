/**
 * What the engine tells the outside through Kafka: alerts, what becomes of days, statistics and
 * dead letters, each as a JSON object under a key. {@link io.recon.connectors.alert.KafkaOutputs}
 * gives the sinks.
 */
package io.recon.connectors.alert;
