package io.recon.connectors.bill;

/**
 * A bill file as the landing directory lists it.
 *
 * @param name its path below the day's directory, for example {@code v2/bill.zip}
 * @param length bytes
 * @param modifiedMs when it was last changed, epoch milliseconds
 */
record LandingFile(String name, long length, long modifiedMs) {}
