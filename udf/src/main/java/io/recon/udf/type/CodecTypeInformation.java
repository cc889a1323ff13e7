package io.recon.udf.type;

import io.recon.model.codec.Codec;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of immutable values whose bytes a {@link Codec} writes.
 *
 * @param <T> the codec's type
 */
public final class CodecTypeInformation<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1L;

    private final CodecSerializer<T> serializer;

    public CodecTypeInformation(Codec<T> codec) {
        this.serializer = new CodecSerializer<>(codec);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return serializer.codec().type();
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    @Deprecated
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return serializer;
    }

    @Override
    public String toString() {
        return "Codec<" + getTypeClass().getSimpleName() + ">";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecTypeInformation<?> that && serializer.equals(that.serializer);
    }

    @Override
    public int hashCode() {
        return serializer.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CodecTypeInformation;
    }
}
