package io.recon.local.run;

import io.recon.job.topology.ReconciliationTopology;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;
import org.apache.flink.shaded.guava31.com.google.common.hash.Hashing;

/**
 * How many partitions of the orders' topic the readers of a checkpoint hold.
 *
 * <p>A restore with another parallelism deals these out to the first subtasks. A partition that was
 * added since goes to the subtask that its number says, which may well have one already. So with
 * more subtasks than this, one may be left without any: it has no time, and no day ever closes.
 */
final class CheckpointedOrders {
    /** How Flink's sources call the state that holds what their readers read. */
    private static final String SPLITS = "SourceReaderState";

    private CheckpointedOrders() {}

    /** The number of partitions; empty if the state has none. */
    static OptionalInt partitionCount(Path state) throws IOException {
        int count = 0;
        for (OperatorState operator : metadata(state).getOperatorStates()) {
            if (operator.getOperatorID().equals(idOf(ReconciliationTopology.ORDERS_UID))) {
                for (OperatorSubtaskState subtask : operator.getStates()) {
                    for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                        StateMetaInfo splits = handle.getStateNameToPartitionOffsets().get(SPLITS);
                        count += splits == null ? 0 : splits.getOffsets().length;
                    }
                }
            }
        }
        return count == 0 ? OptionalInt.empty() : OptionalInt.of(count);
    }

    private static CheckpointMetadata metadata(Path state) throws IOException {
        Path file = new Path(state, "_metadata");
        try (DataInputStream in = new DataInputStream(file.getFileSystem().open(file))) {
            return Checkpoints.loadCheckpointMetadata(
                    in, CheckpointedOrders.class.getClassLoader(), state.toString());
        } catch (IOException | IllegalStateException e) {
            throw new IOException(state + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** As Flink itself makes an operator's id of its uid. */
    private static OperatorID idOf(String uid) {
        return new OperatorID(
                Hashing.murmur3_128(0)
                        .newHasher()
                        .putString(uid, StandardCharsets.UTF_8)
                        .hash()
                        .asBytes());
    }
}
