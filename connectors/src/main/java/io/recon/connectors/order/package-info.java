/**
 * Platform orders as their changes arrive. Start at {@link
 * io.recon.connectors.order.DebeziumOrderParser}, which knows nothing of where an event's bytes
 * come from; {@link io.recon.connectors.order.OrderFileSource} brings them from files.
 */
package io.recon.connectors.order;
