/** A real Hive metastore for one machine; it runs in a JVM of its own. */
package io.recon.local.metastore;
