/**
 * {@code bin/recon reconcile}: the bounded run. {@link io.recon.local.reconcile.ReconcileCommand}
 * is the command, {@link io.recon.local.reconcile.BoundedRun} runs the job in a Flink of its own,
 * {@link io.recon.local.reconcile.RunReport} turns what the job left on disk into the run's files.
 */
package io.recon.local.reconcile;
