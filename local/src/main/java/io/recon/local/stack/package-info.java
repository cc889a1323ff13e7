/**
 * The servers that the engine needs around it, started on this machine: each is a real one in a JVM
 * and on a class path of its own, and ends with this JVM.
 */
package io.recon.local.stack;
