package io.recon.job.wiring;

import io.recon.job.topology.ReconciliationTopology;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;
import org.apache.flink.shaded.guava31.com.google.common.hash.Hashing;

/** What a checkpoint or savepoint says of itself: no more than its metadata is read. */
public final class CheckpointedState {
    /** Flink writes it last: a checkpoint without it is none. */
    public static final String METADATA = "_metadata";

    /** How Flink's sources call the state that holds what their readers read. */
    private static final String SPLITS = "SourceReaderState";

    private final CheckpointMetadata metadata;

    private CheckpointedState(CheckpointMetadata metadata) {
        this.metadata = metadata;
    }

    /**
     * Reads it.
     *
     * @throws IOException if that is not possible, with the reason
     */
    public static CheckpointedState read(Path state) throws IOException {
        Path file = new Path(state, METADATA);
        try (DataInputStream in = new DataInputStream(file.getFileSystem().open(file))) {
            return new CheckpointedState(
                    Checkpoints.loadCheckpointMetadata(
                            in, CheckpointedState.class.getClassLoader(), state.toString()));
        } catch (IOException | IllegalStateException e) {
            throw new IOException(state + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A job counts its checkpoints and savepoints together, over all its restarts. */
    public long number() {
        return metadata.getCheckpointId();
    }

    /** The operators that left anything, as Flink asks for each of them at a restore. */
    public Set<OperatorID> operators() {
        return metadata.getOperatorStates().stream()
                .filter(CheckpointedState::holdsAnything)
                .map(OperatorState::getOperatorID)
                .collect(Collectors.toSet());
    }

    private static boolean holdsAnything(OperatorState operator) {
        return operator.getCoordinatorState() != null
                || operator.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
    }

    /**
     * How many subtasks may read the orders when the job goes on from here, so that each surely has
     * a partition.
     *
     * <p>A restore with another parallelism deals the partitions that the readers held out to the
     * first subtasks. A partition that was added since goes to the subtask that its number says,
     * which may well have one already. So with more subtasks than the state has partitions, one may
     * be left without any: it has no time, and no day ever closes.
     *
     * @param partitions how many the topic has now
     */
    public int orderReaders(int partitions) {
        int held =
                metadata.getOperatorStates().stream()
                        .filter(
                                operator ->
                                        operator.getOperatorID()
                                                .equals(idOf(ReconciliationTopology.ORDERS_UID)))
                        .map(OperatorState::getStates)
                        .flatMap(Collection::stream)
                        .mapToInt(CheckpointedState::splits)
                        .sum();
        return held == 0 ? partitions : Math.min(partitions, held);
    }

    private static int splits(OperatorSubtaskState subtask) {
        int count = 0;
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            StateMetaInfo splits = handle.getStateNameToPartitionOffsets().get(SPLITS);
            count += splits == null ? 0 : splits.getOffsets().length;
        }
        return count;
    }

    /** As Flink itself makes an operator's id of its uid. */
    public static OperatorID idOf(String uid) {
        return new OperatorID(
                Hashing.murmur3_128(0)
                        .newHasher()
                        .putString(uid, StandardCharsets.UTF_8)
                        .hash()
                        .asBytes());
    }
}
