package io.recon.udf.alert;

import io.recon.model.alert.Alert;
import java.util.OptionalLong;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says of each alert which checkpoint it follows, and after a failure first of all which one was
 * gone back to. Alerts leave before the checkpoint that would make them lasting: a reader who keeps
 * to this voids what a recovery did not repeat, namely all that says this checkpoint or a later one
 * and came before the {@link Alert.Recovered}. A job that begins with nothing, and is not the first
 * to do so, goes back to checkpoint 0.
 *
 * <p>It has no state. It must run with a parallelism of 1, right before the sink, or alerts of the
 * lost time could come after the word of their end.
 */
public final class StampAlerts extends AbstractStreamOperator<Alert.Told>
        implements OneInputStreamOperator<Alert, Alert.Told> {
    private static final long serialVersionUID = 1L;

    private final boolean begunBefore;

    private transient long checkpoint;
    private transient boolean recovered;

    /**
     * @param begunBefore whether the job begins with nothing although one was begun before: what
     *     that one told is void
     */
    public StampAlerts(boolean begunBefore) {
        this.begunBefore = begunBefore;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        OptionalLong restored = context.getRestoredCheckpointId();
        boolean isFirstAttempt = getRuntimeContext().getTaskInfo().getAttemptNumber() == 0;
        recovered = restored.isPresent() || begunBefore || !isFirstAttempt;
        checkpoint = restored.orElse(Alert.Recovered.BEGINNING);
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks() != 1) {
            throw new IllegalStateException("alerts are stamped by one subtask, or out of order");
        }
        if (recovered) {
            tell(new Alert.Recovered(checkpoint));
        }
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
}
