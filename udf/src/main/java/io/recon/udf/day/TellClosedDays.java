package io.recon.udf.day;

import static java.util.Objects.requireNonNull;

import io.recon.model.day.DayChange;
import io.recon.model.day.DayClock;
import io.recon.model.day.DayProgress;
import io.recon.model.day.DayState;
import io.recon.model.day.Horizon;
import io.recon.udf.type.DomainTypes;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says of each of a channel's days once that it is closed. It stands behind the reconciling
 * operator, in one subtask: its watermark is the least of all that operator's subtasks, and each of
 * them emits what a close brings before the watermark. So whoever reads that a day is closed may
 * rely on every verdict of the day being on its way before.
 *
 * <p>Its state is the last day told, so that a restart repeats none.
 */
public final class TellClosedDays extends AbstractStreamOperator<DayChange>
        implements OneInputStreamOperator<DayProgress, DayChange> {
    private static final long serialVersionUID = 1L;

    private final String channel;
    private final ZoneId zone;
    private final LocalTime cutOff;

    private transient DayClock clock;
    private transient ListState<DayProgress> toldState;
    private transient int firstDay;
    private transient int toldThrough;

    /**
     * An operator for one channel.
     *
     * @param channel the channel's configured name
     * @param zone the channel's zone
     * @param cutOff when the channel's day begins
     */
    public TellClosedDays(String channel, ZoneId zone, LocalTime cutOff) {
        this.channel = requireNonNull(channel, "channel");
        this.zone = requireNonNull(zone, "zone");
        this.cutOff = requireNonNull(cutOff, "cutOff");
    }

    /** The channel's first day, and the last one that was told. */
    public static ListStateDescriptor<DayProgress> told() {
        return new ListStateDescriptor<>("told-closed-days", DomainTypes.DAY_PROGRESS);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        toldState = context.getOperatorStateStore().getListState(told());
        firstDay = Horizon.NONE;
        toldThrough = Horizon.NONE;
        for (DayProgress told : toldState.get()) {
            firstDay = told.firstDay();
            toldThrough = told.closedThrough();
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks() != 1) {
            throw new IllegalStateException(
                    "closed days are told by one subtask, or several times");
        }
        clock = new DayClock(zone, cutOff);
    }

    @Override
    public void processElement(StreamRecord<DayProgress> element) {
        if (firstDay == Horizon.NONE) {
            firstDay = element.getValue().firstDay();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // The mark of an input that ends closes nothing.
        if (mark.getTimestamp() != Long.MAX_VALUE && firstDay != Horizon.NONE) {
            tellThrough(clock.closedThrough(mark.getTimestamp()));
        }
        super.processWatermark(mark);
    }

    private void tellThrough(int closedThrough) {
        long nowMs = getProcessingTimeService().getCurrentProcessingTime();
        for (int day = Math.max(firstDay, toldThrough + 1); day <= closedThrough; day++) {
            output.collect(
                    new StreamRecord<>(new DayChange(channel, day, DayState.CLOSED, "", nowMs)));
            toldThrough = day;
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        toldState.update(
                firstDay == Horizon.NONE
                        ? List.of()
                        : List.of(new DayProgress(firstDay, toldThrough, Long.MIN_VALUE)));
    }
}
