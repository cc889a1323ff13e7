/** Spark as a second opinion of what the tables hold; it runs in a JVM of its own. */
package io.recon.local.spark;
