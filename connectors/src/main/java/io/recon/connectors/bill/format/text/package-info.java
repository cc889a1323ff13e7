/**
 * Reads bill text in bounded memory: {@link io.recon.connectors.bill.format.text.BoundedLines}
 * gives lines, {@link io.recon.connectors.bill.format.text.CsvCells} cuts them into cells, and the
 * other classes read what stands in a cell.
 */
package io.recon.connectors.bill.format.text;
