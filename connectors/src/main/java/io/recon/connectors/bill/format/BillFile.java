package io.recon.connectors.bill.format;

import java.nio.file.Path;

/**
 * A landing file that lies on this machine's disk.
 *
 * @param day the bill day: the date of the directory in which it landed, epoch days
 * @param issue which issue of the day's bill it is of, from 1
 * @param name its path below the day's directory, for example {@code v2/bill.zip}
 * @param path where its bytes are now
 */
public record BillFile(int day, int issue, String name, Path path) {}
