/**
 * Platform orders as their changes arrive. Start at {@link
 * io.recon.connectors.order.DebeziumOrderParser}, which knows nothing of where an event's bytes
 * come from; {@link io.recon.connectors.order.OrderFileSource} brings them from files, {@link
 * io.recon.connectors.order.KafkaOrderSource} from a topic.
 */
package io.recon.connectors.order;
