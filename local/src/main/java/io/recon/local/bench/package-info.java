/** {@code bin/bench}: measures whole runs of the engine as their users start them. */
package io.recon.local.bench;
