package io.recon.udf.alert;

import io.recon.model.alert.Alert;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says of each alert which checkpoint it follows, and at each start first of all which one the job
 * goes on from. Alerts leave before the checkpoint that would make them lasting: a reader who keeps
 * to this voids what a recovery did not repeat, namely all that says this checkpoint or a later one
 * and came before the {@link Alert.Recovered}. A job that begins with nothing goes back to
 * checkpoint 0, also at its first start: one whose JobManager fails before the first checkpoint
 * begins a second time, and nothing tells it so.
 *
 * <p>Its state is there to be restored: only a task that has some is told of a restore. It must run
 * with a parallelism of 1, right before the sink, or alerts of the lost time could come after the
 * word of their end.
 */
public final class StampAlerts extends AbstractStreamOperator<Alert.Told>
        implements OneInputStreamOperator<Alert, Alert.Told> {
    private static final long serialVersionUID = 1L;

    private transient ListState<Long> state;
    private transient long checkpoint;

    /** The checkpoint that alerts follow. */
    public static ListStateDescriptor<Long> stamp() {
        return new ListStateDescriptor<>("alert-stamp", Types.LONG);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore().getListState(stamp());
        checkpoint = context.getRestoredCheckpointId().orElse(Alert.Recovered.BEGINNING);
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks() != 1) {
            throw new IllegalStateException("alerts are stamped by one subtask, or out of order");
        }
        tell(new Alert.Recovered(checkpoint));
    }

    @Override
    public void processElement(StreamRecord<Alert> element) {
        tell(element.getValue());
    }

    /** Without a timestamp: one would become the time of the record in Kafka. */
    private void tell(Alert alert) {
        output.collect(new StreamRecord<>(new Alert.Told(alert, checkpoint)));
    }

    /** All that comes from now on follows this checkpoint. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        checkpoint = checkpointId;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(List.of(checkpoint));
    }
}
