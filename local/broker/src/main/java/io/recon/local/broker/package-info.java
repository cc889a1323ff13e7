/**
 * What runs in the JVM of a local broker, on a class path of its own: Kafka and this package. The
 * module {@code local} starts it and knows it by its name only.
 */
package io.recon.local.broker;
