/**
 * What the continuous job needs beside Flink, on this machine: each a real server in a JVM of its
 * own, with a class path of its own, listening on the loopback address alone.
 */
package io.recon.local.stack;
