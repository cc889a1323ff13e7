/** What one machine needs and production never calls: the commands behind {@code bin/recon}. */
package io.recon.local;
