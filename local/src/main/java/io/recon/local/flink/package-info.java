/**
 * Flink as the commands meet it: one inside this JVM, for those that run a job, and any other one
 * by its REST interface.
 */
package io.recon.local.flink;
