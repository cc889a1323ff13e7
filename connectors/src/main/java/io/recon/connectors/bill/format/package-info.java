/**
 * How bill files are read. A format is one class behind {@link
 * io.recon.connectors.bill.format.BillConverter}, found by {@link java.util.ServiceLoader}. Nothing
 * here knows Flink.
 */
package io.recon.connectors.bill.format;
