package io.recon.udf.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.codec.Codec;
import io.recon.model.codec.OrderEventCodec;
import io.recon.model.codec.TransactionStateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** A note with a line, and since version 2 with an author. */
class CodecSerializerTest {
    /** What the codecs below write. */
    public record Note(String text, String author) {}

    /** The codec of today's program. */
    public static class NoteCodec implements Codec<Note> {
        @Override
        public Class<Note> type() {
            return Note.class;
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(Note value, DataOutput out) throws IOException {
            out.writeUTF(value.text());
            out.writeUTF(value.author());
        }

        @Override
        public Note read(int version, DataInput in) throws IOException {
            return switch (version) {
                case 1 -> new Note(in.readUTF(), "nobody");
                case 2 -> new Note(in.readUTF(), in.readUTF());
                default -> throw new IOException("version " + version + " is none of 1, 2");
            };
        }
    }

    private final CodecSerializer<Note> serializer = new CodecSerializer<>(new NoteCodec());

    /** What a program whose codec had this version left in a savepoint. */
    private TypeSerializerSnapshot<Note> snapshotOf(int version) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF(NoteCodec.class.getName());
        out.writeInt(version);
        CodecSerializerSnapshot<Note> snapshot = new CodecSerializerSnapshot<>();
        snapshot.readSnapshot(
                1,
                new DataInputDeserializer(out.getCopyOfBuffer()),
                CodecSerializerTest.class.getClassLoader());
        return snapshot;
    }

    private static byte[] bytes(TypeSerializer<Note> serializer, Note note) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(note, out);
        return out.getCopyOfBuffer();
    }

    @Test
    void survivesBeingShippedWithTheJob() throws Exception {
        CodecSerializer<Note> shipped = InstantiationUtil.clone(serializer);
        assertThat(shipped).isEqualTo(serializer).hasSameHashCodeAs(serializer);
        Note note = new Note("a", "b");
        assertThat(shipped.deserialize(new DataInputDeserializer(bytes(serializer, note))))
                .isEqualTo(note);
        assertThat(new CodecSerializer<>(new OrderEventCodec()))
                .isNotEqualTo(new CodecSerializer<>(new TransactionStateCodec()));
        assertThat(InstantiationUtil.clone(new CodecTypeInformation<>(new NoteCodec())))
                .isEqualTo(new CodecTypeInformation<>(new NoteCodec()));
    }

    @Test
    void copiesBytesAsTheyAre() throws Exception {
        byte[] written = bytes(serializer, new Note("a", "b"));
        DataOutputSerializer copy = new DataOutputSerializer(64);
        serializer.copy(new DataInputDeserializer(written), copy);
        assertThat(copy.getCopyOfBuffer()).isEqualTo(written);
    }

    @Test
    void aSavepointOfTheSameVersionIsReadAsItIs() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(
                out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<Note> read =
                TypeSerializerSnapshotSerializationUtil.readSerializerSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        CodecSerializerTest.class.getClassLoader());

        assertThat(read.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer.snapshotConfiguration().resolveSchemaCompatibility(read))
                .matches(compatibility -> compatibility.isCompatibleAsIs());
    }

    @Test
    void anOlderVersionIsReadAndMigrated() throws Exception {
        TypeSerializerSnapshot<Note> older = snapshotOf(1);
        assertThat(serializer.snapshotConfiguration().resolveSchemaCompatibility(older))
                .matches(compatibility -> compatibility.isCompatibleAfterMigration());

        DataOutputSerializer written = new DataOutputSerializer(64);
        written.writeUTF("old");
        TypeSerializer<Note> restored = older.restoreSerializer();
        Note note = restored.deserialize(new DataInputDeserializer(written.getCopyOfBuffer()));

        assertThat(note).isEqualTo(new Note("old", "nobody"));
        assertThat(serializer.deserialize(new DataInputDeserializer(bytes(serializer, note))))
                .isEqualTo(note);
    }

    @Test
    void anOlderVersionsSnapshotSaysSoWhenItIsWrittenAgain() throws Exception {
        CodecSerializerSnapshot<Note> older = (CodecSerializerSnapshot<Note>) snapshotOf(1);
        DataOutputSerializer out = new DataOutputSerializer(64);
        older.writeSnapshot(out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThat(in.readUTF()).isEqualTo(NoteCodec.class.getName());
        assertThat(in.readInt()).isOne();
    }

    @Test
    void aNewerVersionIsRefusedWithBothNumbers() {
        assertThatThrownBy(() -> snapshotOf(3))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 3")
                .hasMessageContaining("1 to 2");
    }

    @Test
    void anotherCodecIsRefused() {
        assertThat(
                        new CodecSerializerSnapshot<>(new CodecSerializer<>(new OrderEventCodec()))
                                .resolveSchemaCompatibility(otherSnapshot())
                                .isIncompatible())
                .isTrue();
    }

    @SuppressWarnings("unchecked") // as Flink calls it, which knows no types
    private <T> TypeSerializerSnapshot<T> otherSnapshot() {
        return (TypeSerializerSnapshot<T>) serializer.snapshotConfiguration();
    }

    @Test
    void aSnapshotOfAnUnknownLayoutOrCodecIsRefused() {
        CodecSerializerSnapshot<Note> snapshot = new CodecSerializerSnapshot<>();
        DataInputDeserializer none = new DataInputDeserializer(new byte[0]);
        ClassLoader loader = CodecSerializerTest.class.getClassLoader();
        assertThatThrownBy(() -> snapshot.readSnapshot(2, none, loader))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("version 1");

        DataOutputSerializer out = new DataOutputSerializer(64);
        assertThatThrownBy(
                        () -> {
                            out.writeUTF("io.recon.Gone");
                            out.writeInt(1);
                            snapshot.readSnapshot(
                                    1, new DataInputDeserializer(out.getCopyOfBuffer()), loader);
                        })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("io.recon.Gone");
    }
}
