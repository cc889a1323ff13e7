/** {@code bin/recon run}: the continuous job, in a Flink inside this JVM. */
package io.recon.local.run;
