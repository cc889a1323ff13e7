/**
 * What several commands write and print: CSV files, the rows of landing files and of rejects,
 * tables for a terminal, and what sorts more than memory holds. Nothing here knows Flink.
 */
package io.recon.local.output;
