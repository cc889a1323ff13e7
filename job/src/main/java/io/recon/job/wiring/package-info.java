/** From the configuration to the parts of a topology. */
package io.recon.job.wiring;
