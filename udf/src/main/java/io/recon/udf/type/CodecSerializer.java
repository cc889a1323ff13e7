package io.recon.udf.type;

import static java.util.Objects.requireNonNull;

import io.recon.model.codec.Codec;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes immutable values by a {@link Codec}. Values are never copied.
 *
 * @param <T> the codec's type
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;

    /** A codec has no state: its class stands for it where the job graph is shipped. */
    private transient Codec<T> codec;

    private final int version;

    public CodecSerializer(Codec<T> codec) {
        this(codec, codec.version());
    }

    private CodecSerializer(Codec<T> codec, int version) {
        this.codec = requireNonNull(codec, "codec");
        this.version = version;
    }

    /** The serializer that reads what an older version of the codec wrote, and writes no more. */
    CodecSerializer<T> ofVersion(int writtenVersion) {
        return new CodecSerializer<>(codec, writtenVersion);
    }

    Codec<T> codec() {
        return codec;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        codec.write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return codec.read(version, source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecSerializer<?> that
                && codec.getClass() == that.codec.getClass()
                && version == that.version;
    }

    @Override
    public int hashCode() {
        return codec.getClass().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new CodecSerializerSnapshot<>(this);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(codec.getClass());
    }

    @SuppressWarnings("unchecked") // the class is the one that writeObject took from the codec
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        codec = CodecSerializerSnapshot.instantiate((Class<? extends Codec<T>>) in.readObject());
    }
}
