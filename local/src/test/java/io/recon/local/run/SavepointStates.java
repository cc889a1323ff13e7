package io.recon.local.run;

import io.recon.job.wiring.CheckpointedState;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;

/**
 * Every state that stands in a savepoint, as Flink wrote it: the headers of the state's files name
 * each state, its kind, and the serializer with which it was written.
 */
final class SavepointStates {
    /** What a source's coordinator keeps has no name. */
    static final String NO_NAME = "(no name)";

    static final String SPLITS = "SourceReaderState";

    private static final Pattern TIMERS = Pattern.compile("_timer_state/(?:event|processing)_(.*)");

    /** The name of a codec's class in the bytes of a serializer's snapshot; its version follows. */
    private static final Pattern CODEC =
            Pattern.compile("io\\.recon\\.model\\.codec\\.(\\w+Codec)");

    /**
     * A state.
     *
     * @param kind in the words of docs/state.md
     * @param codecs the simple names of the codecs in its values, each with a blank and its version
     */
    record State(String uid, String name, String kind, Set<String> codecs) {
        State {
            codecs = Set.copyOf(codecs);
        }

        String place() {
            return uid + " | " + name + " | " + kind;
        }
    }

    private final Map<String, State> states = new TreeMap<>();
    private final Map<String, Integer> enumeratorVersions = new TreeMap<>();

    /**
     * Reads them.
     *
     * @param uids those that the job's operators may have; an id alone does not tell its uid
     */
    static SavepointStates read(Path savepoint, Collection<String> uids) throws IOException {
        Map<OperatorID, String> byId = new HashMap<>();
        uids.forEach(uid -> byId.put(CheckpointedState.idOf(uid), uid));
        SavepointStates found = new SavepointStates();
        for (OperatorState operator : metadata(savepoint).getOperatorStates()) {
            found.add(byId.get(operator.getOperatorID()), operator);
        }
        return found;
    }

    private static CheckpointMetadata metadata(Path savepoint) throws IOException {
        Path file = new Path(savepoint, CheckpointedState.METADATA);
        try (DataInputStream in = new DataInputStream(file.getFileSystem().open(file))) {
            return Checkpoints.loadCheckpointMetadata(
                    in, SavepointStates.class.getClassLoader(), savepoint.toString());
        }
    }

    /** By {@link State#place}. */
    Map<String, State> all() {
        return states;
    }

    /** With which version of its serializer an enumerator's state was written, by uid. */
    Map<String, Integer> enumeratorVersions() {
        return enumeratorVersions;
    }

    private void add(String uid, OperatorState operator) throws IOException {
        if (operator.getCoordinatorState() != null) {
            add(new State(uid, NO_NAME, "enumerator", Set.of()));
            try (FSDataInputStream in = operator.getCoordinatorState().openInputStream()) {
                DataInputStream data = new DataInputStream(in);
                data.readInt(); // Flink's own version around it
                enumeratorVersions.put(uid, data.readInt());
            }
        }
        for (OperatorSubtaskState subtask : operator.getStates()) {
            for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                addOperatorStates(uid, handle);
            }
            for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
                addKeyedStates(uid, (StreamStateHandle) handle);
            }
        }
    }

    private void addOperatorStates(String uid, OperatorStateHandle handle) throws IOException {
        OperatorBackendSerializationProxy header =
                new OperatorBackendSerializationProxy(SavepointStates.class.getClassLoader());
        try (FSDataInputStream in = handle.openInputStream()) {
            header.read(new DataInputViewStreamWrapper(in));
        }
        for (StateMetaInfoSnapshot state : header.getOperatorStateMetaInfoSnapshots()) {
            add(new State(uid, state.getName(), kindOfOperatorState(state), codecs(state)));
        }
        for (StateMetaInfoSnapshot state : header.getBroadcastStateMetaInfoSnapshots()) {
            add(new State(uid, state.getName(), "broadcast", codecs(state)));
        }
    }

    private static String kindOfOperatorState(StateMetaInfoSnapshot state) {
        if (state.getName().equals(SPLITS)) {
            return "source splits";
        }
        String mode = state.getOption(CommonOptionsKeys.OPERATOR_STATE_DISTRIBUTION_MODE);
        return mode.equals("UNION") ? "union list" : "operator list";
    }

    private void addKeyedStates(String uid, StreamStateHandle handle) throws IOException {
        KeyedBackendSerializationProxy<?> header =
                new KeyedBackendSerializationProxy<>(SavepointStates.class.getClassLoader());
        try (FSDataInputStream in = handle.openInputStream()) {
            header.read(new DataInputViewStreamWrapper(in));
        }
        for (StateMetaInfoSnapshot state : header.getStateMetaInfoSnapshots()) {
            Matcher timers = TIMERS.matcher(state.getName());
            if (timers.matches()) {
                add(new State(uid, timers.group(1), "timers", Set.of()));
            } else {
                String type = state.getOption(CommonOptionsKeys.KEYED_STATE_TYPE);
                String kind =
                        type.equals("VALUE")
                                ? "keyed value"
                                : "keyed " + type.toLowerCase(Locale.ROOT);
                add(new State(uid, state.getName(), kind, codecs(state)));
            }
        }
    }

    private void add(State state) {
        states.put(state.place(), state);
    }

    private static Set<String> codecs(StateMetaInfoSnapshot state) throws IOException {
        Set<String> codecs = new TreeSet<>();
        for (TypeSerializerSnapshot<?> snapshot :
                state.getSerializerSnapshotsImmutable().values()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            TypeSerializerSnapshot.writeVersionedSnapshot(
                    new DataOutputViewStreamWrapper(new DataOutputStream(bytes)), snapshot);
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            for (MatchResult codec : CODEC.matcher(text).results().toList()) {
                int version = text.charAt(codec.end() + Integer.BYTES - 1);
                codecs.add(codec.group(1) + " " + version);
            }
        }
        return codecs;
    }
}
