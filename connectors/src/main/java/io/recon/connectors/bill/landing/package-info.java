/**
 * What a landing directory means: {@link io.recon.connectors.bill.landing.Landing} lists a
 * channel's directory, {@link io.recon.connectors.bill.landing.DayBook} decides which files are to
 * be read and what becomes of each day. Nothing here knows Flink.
 */
package io.recon.connectors.bill.landing;
