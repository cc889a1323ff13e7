/**
 * {@code bin/recon status}: how far each channel is. The facts come from three places, each of
 * which may be silent: the job itself, the topic that says what became of each day, and the landing
 * directory. {@link io.recon.local.status.OpenDay} says what they mean together.
 */
package io.recon.local.status;
