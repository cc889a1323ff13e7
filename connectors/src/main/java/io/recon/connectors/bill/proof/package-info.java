/**
 * Proves bills: reads every file to its end before one of its lines may count, compares what is
 * stated with what was read, and says whether a day may be sealed. Nothing here knows Flink.
 */
package io.recon.connectors.bill.proof;
