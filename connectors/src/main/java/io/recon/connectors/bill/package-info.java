/**
 * Channel bills: the landing directory as a Flink source. {@link io.recon.connectors.bill.format}
 * reads files, {@link io.recon.connectors.bill.proof} proves them; neither knows Flink.
 */
package io.recon.connectors.bill;
