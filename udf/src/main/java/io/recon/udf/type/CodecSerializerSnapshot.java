package io.recon.udf.type;

import io.recon.model.codec.Codec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;

/**
 * What a savepoint remembers of a {@link CodecSerializer}: its codec's class and the version in
 * which the values were written.
 *
 * @param <T> the codec's type
 */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int SNAPSHOT_VERSION = 1;

    private CodecSerializer<T> serializer;
    private int writtenVersion;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public CodecSerializerSnapshot() {}

    CodecSerializerSnapshot(CodecSerializer<T> serializer) {
        this.serializer = serializer;
        this.writtenVersion = serializer.codec().version();
    }

    static <T> Codec<T> instantiate(Class<? extends Codec<T>> codecClass) {
        return InstantiationUtil.instantiate(codecClass);
    }

    @SuppressWarnings("unchecked") // the name was taken from a codec of this type
    private static <T> Class<? extends Codec<T>> codecClass(String name, ClassLoader classLoader)
            throws IOException {
        try {
            return (Class<? extends Codec<T>>) Class.forName(name, false, classLoader);
        } catch (ClassNotFoundException e) {
            throw new IOException("the savepoint's codec " + name + " is not in this program", e);
        }
    }

    @Override
    public int getCurrentVersion() {
        return SNAPSHOT_VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(serializer.codec().getClass().getName());
        out.writeInt(writtenVersion);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
            throws IOException {
        if (readVersion != SNAPSHOT_VERSION) {
            throw new IOException(
                    "serializer snapshot has version "
                            + readVersion
                            + ", this program reads version "
                            + SNAPSHOT_VERSION);
        }
        String name = in.readUTF();
        serializer =
                new CodecSerializer<T>(
                        instantiate(CodecSerializerSnapshot.<T>codecClass(name, classLoader)));
        writtenVersion = in.readInt();
        int version = serializer.codec().version();
        if (writtenVersion > version) {
            throw new IOException(
                    "the savepoint has version "
                            + writtenVersion
                            + " of "
                            + name
                            + ", this program reads versions 1 to "
                            + version);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return serializer.ofVersion(writtenVersion);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSnapshot) {
        if (!(oldSnapshot instanceof CodecSerializerSnapshot<T> old)
                || old.serializer.codec().getClass() != serializer.codec().getClass()) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        Codec<T> codec = serializer.codec();
        return old.writtenVersion == codec.version() || codec.isSelfDescribing()
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
}
