/**
 * Proves the engine by random histories. A seed becomes a {@link io.recon.simulator.story.Story};
 * {@link io.recon.simulator.Playback} plays it to the engine and holds what comes out against
 * {@link io.recon.simulator.oracle.Oracle}; {@link io.recon.simulator.Shrinker} makes a story that
 * shows a mistake as short as it can.
 */
package io.recon.simulator;
