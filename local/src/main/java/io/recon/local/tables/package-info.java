/**
 * What asks the tables in Hive: {@code bin/recon export} ({@link
 * io.recon.local.tables.ExportCommand}) writes them as the files of {@code reconcile}, {@code
 * bin/recon verify} ({@link io.recon.local.tables.VerifyCommand}) asks the orders and bills in them
 * for the results in SQL. The questions are resources beside these classes; the verifier decides
 * nothing in Java, and shares no code with what decides in a run.
 */
package io.recon.local.tables;
