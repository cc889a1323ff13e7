/** Options, wiring and the topologies that put functions between sources and sinks. */
package io.recon.job;
