/**
 * What happens in a simulation, in plain records of its own: neither the engine's types nor its
 * arithmetic. {@link io.recon.simulator.story.Story} is the whole of it.
 */
package io.recon.simulator.story;
