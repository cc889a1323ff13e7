/**
 * Channel bills: the landing directory as a Flink source. {@link
 * io.recon.connectors.bill.BillSource} is where to start: it hands a channel's files to its
 * readers, and its watermark says which days are sealed. What is decided of days stands in {@code
 * DayBook}, without Flink. {@link io.recon.connectors.bill.format} reads files, {@link
 * io.recon.connectors.bill.proof} proves them; neither knows Flink.
 */
package io.recon.connectors.bill;
