package io.recon.model.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Writes values of one type as bytes and reads them back. Stateless and safe for use by many
 * threads.
 *
 * @param <T> the type, whose values are immutable
 */
public interface Codec<T> {
    /** The type. */
    Class<T> type();

    /** The version in which {@link #write} writes; {@link #read} reads it and every older one. */
    int version();

    /**
     * Whether each value's bytes say themselves in which version they are, so that values of
     * several versions may lie beside each other and none has to be rewritten at a restore.
     */
    default boolean isSelfDescribing() {
        return false;
    }

    void write(T value, DataOutput out) throws IOException;

    /**
     * Reads a value that was written in a version.
     *
     * @throws IOException if the bytes hold no such value
     */
    T read(int version, DataInput in) throws IOException;
}
