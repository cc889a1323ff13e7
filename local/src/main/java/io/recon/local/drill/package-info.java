/**
 * {@code bin/drill}: kills the processes of a real cluster while orders and bills come in, and
 * compares what comes out with what was planted. {@link io.recon.local.drill.Round} is one round.
 */
package io.recon.local.drill;
