package io.recon.model.codec;

import java.io.DataInput;
import java.io.IOException;

/**
 * What reading is for every codec here: a version that no program had, and bytes that say what no
 * value may, are refused as {@link IOException} with what they are.
 */
abstract class RecordCodec<T> implements Codec<T> {
    private final Class<T> type;
    private final int version;

    RecordCodec(Class<T> type, int version) {
        this.type = type;
        this.version = version;
    }

    @Override
    public final Class<T> type() {
        return type;
    }

    @Override
    public final int version() {
        return version;
    }

    @Override
    public T read(int written, DataInput in) throws IOException {
        if (written < 1 || written > version) {
            throw new IOException(
                    "bytes of %s have version %d, this program reads versions 1 to %d"
                            .formatted(type.getSimpleName(), written, version));
        }
        try {
            return readValue(written, in);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "bytes hold no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a value that was written in one of this codec's versions.
     *
     * @throws IllegalArgumentException if the bytes say what no value may
     */
    abstract T readValue(int written, DataInput in) throws IOException;
}
