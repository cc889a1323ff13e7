package io.recon.udf.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A record in state gets a component: what the program before it left is read, with and without a
 * time to live, in every kind of state that the engine has, and what is written anew has it all.
 */
class StateEvolutionTest {
    /** A note with a line, and since version 2 with an author. */
    public record Note(String text, String author) {}

    /** The version of the program that runs. Codecs have no state, so it stands here. */
    private static volatile int programVersion;

    /** Bytes without a version: the savepoint alone says which it is. */
    public static class NoteCodec implements Codec<Note> {
        @Override
        public Class<Note> type() {
            return Note.class;
        }

        @Override
        public int version() {
            return programVersion;
        }

        @Override
        public void write(Note note, DataOutput out) throws IOException {
            out.writeUTF(note.text());
            if (version() > 1) {
                out.writeUTF(note.author());
            }
        }

        @Override
        public Note read(int version, DataInput in) throws IOException {
            return new Note(in.readUTF(), version == 1 ? "nobody" : in.readUTF());
        }
    }

    /** Bytes that begin with their version. */
    public static final class SelfDescribingNoteCodec extends NoteCodec {
        @Override
        public boolean isSelfDescribing() {
            return true;
        }

        @Override
        public void write(Note note, DataOutput out) throws IOException {
            out.writeByte(version());
            super.write(note, out);
        }

        @Override
        public Note read(int ignored, DataInput in) throws IOException {
            return super.read(in.readUnsignedByte(), in);
        }
    }

    /** Keeps the last note of each key in each kind of state, and says what it held before. */
    private static final class Notes extends KeyedProcessFunction<String, Note, String>
            implements CheckpointedFunction {
        private static final long serialVersionUID = 1L;

        private final TypeInformation<Note> type;
        private transient ValueState<Note> value;
        private transient ValueState<Note> expiring;
        private transient MapState<String, Note> map;
        private transient ListState<Note> all;
        private transient Note last;

        Notes(Codec<Note> codec) {
            type = new CodecTypeInformation<>(codec);
        }

        @Override
        public void open(OpenContext context) {
            StateTtlConfig timeToLive = StateTtlConfig.newBuilder(Duration.ofDays(1)).build();
            value = getRuntimeContext().getState(new ValueStateDescriptor<>("value", type));
            var expires = new ValueStateDescriptor<>("expiring", type);
            expires.enableTimeToLive(timeToLive);
            expiring = getRuntimeContext().getState(expires);
            var entries = new MapStateDescriptor<>("map", Types.STRING, type);
            entries.enableTimeToLive(timeToLive);
            map = getRuntimeContext().getMapState(entries);
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            all =
                    context.getOperatorStateStore()
                            .getUnionListState(new ListStateDescriptor<>("all", type));
            for (Note note : all.get()) {
                last = note;
            }
        }

        @Override
        public void processElement(Note note, Context context, Collector<String> out)
                throws Exception {
            out.collect(
                    String.join(
                            " ",
                            told(value.value()),
                            told(expiring.value()),
                            told(map.get("entry")),
                            told(last)));
            value.update(note);
            expiring.update(note);
            map.put("entry", note);
            last = note;
        }

        private static String told(Note note) {
            return note == null ? "nothing" : note.text() + "/" + note.author();
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            all.clear();
            all.add(last);
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<String, Note, String> program;

    @AfterEach
    void end() throws Exception {
        if (program != null) {
            program.close();
        }
    }

    private void start(int version, Codec<Note> codec, String backend, OperatorSubtaskState state)
            throws Exception {
        end();
        programVersion = version;
        program =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new Notes(codec)),
                        note -> note.text().substring(0, 1),
                        Types.STRING);
        StateBackend states =
                backend.equals("rocksdb")
                        ? new EmbeddedRocksDBStateBackend(false)
                        : new HashMapStateBackend();
        program.setStateBackend(states);
        program.setup();
        if (state != null) {
            program.initializeState(state);
        }
        program.open();
    }

    private String put(String text, String author) throws Exception {
        program.processElement(new StreamRecord<>(new Note(text, author)));
        return String.valueOf(
                program.extractOutputValues().get(program.extractOutputValues().size() - 1));
    }

    private static Codec<Note> codec(boolean selfDescribing) {
        return selfDescribing ? new SelfDescribingNoteCodec() : new NoteCodec();
    }

    @ParameterizedTest
    @CsvSource({"heap,false", "heap,true", "rocksdb,false", "rocksdb,true"})
    void whatTheFormerVersionLeftIsReadAndTheNextIsWhole(String backend, boolean selfDescribing)
            throws Exception {
        start(1, codec(selfDescribing), backend, null);
        assertThat(put("a1", "lost")).isEqualTo("nothing nothing nothing nothing");
        put("b1", "lost");
        OperatorSubtaskState first = program.snapshot(1, 1);

        start(2, codec(selfDescribing), backend, first);
        assertThat(put("a2", "ann")).isEqualTo("a1/nobody a1/nobody a1/nobody b1/nobody");
        OperatorSubtaskState mixed = program.snapshot(2, 2);

        start(2, codec(selfDescribing), backend, mixed);
        assertThat(put("b3", "bob"))
                .as("not written since the first version")
                .isEqualTo("b1/nobody b1/nobody b1/nobody a2/ann");
        assertThat(put("a3", "ann")).isEqualTo("a2/ann a2/ann a2/ann b3/bob");
    }

    @ParameterizedTest
    @CsvSource({"heap,false", "heap,true", "rocksdb,false", "rocksdb,true"})
    void theFormerVersionDoesNotReadWhatThisOneLeft(String backend, boolean selfDescribing)
            throws Exception {
        start(2, codec(selfDescribing), backend, null);
        put("a1", "ann");
        OperatorSubtaskState newer = program.snapshot(1, 1);

        assertThatThrownBy(() -> start(1, codec(selfDescribing), backend, newer))
                .hasStackTraceContaining("the savepoint has version 2");
    }
}
