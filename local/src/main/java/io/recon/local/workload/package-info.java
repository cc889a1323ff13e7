/**
 * Makes payment days whose truth is known: orders as change events, bills in the formats of real
 * channels, the configuration for both, and the results that are due for them. The main starting
 * point is {@link io.recon.local.workload.WorkloadGenerator} for small workloads with every kind of
 * outcome and disturbance, {@link io.recon.local.workload.BulkWorkload} for large ones, and {@link
 * io.recon.local.workload.ExpectedComparison} to compare what {@code bin/recon reconcile} wrote
 * with what is due.
 *
 * <p>What is due is worked out by {@link io.recon.local.workload.Oracle}, which shares no rule with
 * the engine: only plain values such as keys, types and money.
 */
package io.recon.local.workload;
