/**
 * Channel bills: the landing directory as a Flink source. {@link
 * io.recon.connectors.bill.BillSource} is where to start: it hands a channel's files to its
 * readers, and its watermark says which days are sealed. {@link io.recon.connectors.bill.landing}
 * lists directories and decides on days, {@link io.recon.connectors.bill.format} reads files,
 * {@link io.recon.connectors.bill.proof} proves them; none of the three knows Flink.
 */
package io.recon.connectors.bill;
