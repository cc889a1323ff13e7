/**
 * Takes landing files out of what they came in: plain, gzip or zip. What an archive says of itself
 * is believed only after it was checked. Start at {@link
 * io.recon.connectors.bill.format.archive.Container}.
 */
package io.recon.connectors.bill.format.archive;
