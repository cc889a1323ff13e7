/**
 * Flink's type information for the domain's records: hand-written codecs, never Kryo. Streams and
 * state take their types from {@link io.recon.udf.type.DomainTypes}.
 */
package io.recon.udf.type;
