/**
 * A real Flink cluster on this machine: each of its processes a JVM of its own, with Flink's class
 * path and nothing of ours, to which the job's jar is given as in production. {@link
 * io.recon.local.cluster.Cluster} is where to begin.
 */
package io.recon.local.cluster;
