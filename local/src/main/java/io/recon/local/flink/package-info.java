/** A Flink inside this JVM, for commands that run a job. */
package io.recon.local.flink;
