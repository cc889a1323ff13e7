/**
 * {@code bin/recon bills}: reads and proves bills without any Flink. {@link
 * io.recon.local.bills.BillsCommand} is the command, {@link
 * io.recon.connectors.bill.landing.LocalLanding} reads a channel's directory, {@link
 * io.recon.local.bills.BillsReport} turns what it gives into the command's files.
 */
package io.recon.local.bills;
