/**
 * The tables that the engine writes into a Hive metastore's database. {@link
 * io.recon.connectors.hive.ReconTables} declares each of them once: from that the tables are made,
 * the rows are written and the page {@code docs/hive.md} is checked. {@link
 * io.recon.connectors.hive.HiveSinks} is where streams go in, {@link
 * io.recon.connectors.hive.HiveReader} where rows come out.
 *
 * <p>No column is a timestamp: writers and readers in different time zones disagree about Hive's.
 * Times are ISO-8601 texts in UTC, days are dates, amounts are whole minor units.
 */
package io.recon.connectors.hive;
