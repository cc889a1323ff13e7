/**
 * The topologies. {@link io.recon.job.topology.ReconciliationTopology} is the picture of the whole
 * engine; sources and sinks are its parameters.
 */
package io.recon.job.topology;
