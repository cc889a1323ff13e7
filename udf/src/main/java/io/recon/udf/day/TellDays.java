package io.recon.udf.day;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayClock;
import io.recon.model.day.DayProgress;
import io.recon.model.day.DayState;
import io.recon.model.day.Horizon;
import io.recon.udf.type.DomainTypes;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says what becomes of one channel's days: what the bill source reports of them (input 2), and once
 * of each that it is closed (input 1 tells the first day).
 *
 * <p>It runs in one subtask, so that its watermark is the least of all subtasks before it. Each of
 * them emits what a close brings before the watermark of the close, and what was said of a day
 * before the watermark that seals it. So a day's last word is that it is closed, and whoever reads
 * it may rely on every verdict of the day being on its way before.
 *
 * <p>Its state is the last closed day that was told, so that a restart repeats none, and what was
 * last said of each day that is not closed, which the metrics count and nobody says again.
 */
public final class TellDays extends AbstractStreamOperator<DayChange>
        implements TwoInputStreamOperator<DayProgress, ChannelRecord, DayChange> {
    private static final long serialVersionUID = 1L;

    private final String channel;
    private final ZoneId zone;
    private final LocalTime cutOff;

    private transient DayClock clock;
    private transient ListState<DayProgress> toldState;
    private transient ListState<BillRecord> openState;
    private transient int firstDay;
    private transient int toldThrough;
    private transient long toldAtMs;

    /** What was last said of days that are not closed. */
    private transient TreeMap<Integer, DayReport> open;

    /** Seen by tests. */
    transient DayMetrics recorded;

    /**
     * An operator for one channel.
     *
     * @param channel the channel's configured name
     * @param zone the channel's zone
     * @param cutOff when the channel's day begins
     */
    public TellDays(String channel, ZoneId zone, LocalTime cutOff) {
        this.channel = requireNonNull(channel, "channel");
        this.zone = requireNonNull(zone, "zone");
        this.cutOff = requireNonNull(cutOff, "cutOff");
    }

    /** The channel's first day, and the last closed one that was told. */
    public static ListStateDescriptor<DayProgress> told() {
        return new ListStateDescriptor<>("told-closed-days", DomainTypes.DAY_PROGRESS);
    }

    /** What was last said of each day that is not closed. */
    public static ListStateDescriptor<BillRecord> openDays() {
        return new ListStateDescriptor<>("open-days", DomainTypes.BILL_RECORD);
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
        openState = context.getOperatorStateStore().getListState(openDays());
        open = new TreeMap<>();
        for (BillRecord report : openState.get()) {
            open.put(report.day(), (DayReport) report);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks() != 1) {
            throw new IllegalStateException("days are told by one subtask, or in any order");
        }
        clock = new DayClock(zone, cutOff);
        recorded =
                new DayMetrics(
                        getMetricGroup(),
                        channel,
                        getProcessingTimeService()::getCurrentProcessingTime);
        measure();
    }

    /** The open day is the one that closes next. */
    private void measure() {
        if (firstDay == Horizon.NONE) {
            recorded.knowNoDay(open.values());
        } else {
            int openDay = Math.max(firstDay, toldThrough + 1);
            recorded.show(openDay, clock.endOf(openDay), open.values());
        }
    }

    @Override
    public void processElement1(StreamRecord<DayProgress> element) {
        if (firstDay == Horizon.NONE) {
            firstDay = element.getValue().firstDay();
            measure();
        }
    }

    @Override
    public void processElement2(StreamRecord<ChannelRecord> element) {
        if (element.getValue().record() instanceof DayReport report && !isOvertaken(report)) {
            tell(DayChange.of(channel, report, nextMs()));
            open.put(report.day(), report);
            measure();
        }
    }

    /** That a day is closed is the last word of it. */
    private boolean isOvertaken(DayReport report) {
        DayReport last = open.get(report.day());
        return report.day() <= toldThrough || (last != null && report.isOlderThan(last));
    }

    /** The watermark of both inputs. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // The mark of an input that ends closes nothing.
        if (mark.getTimestamp() != Long.MAX_VALUE && firstDay != Horizon.NONE) {
            tellClosed(clock.closedThrough(mark.getTimestamp()));
        }
        super.processWatermark(mark);
    }

    private void tellClosed(int closedThrough) {
        for (int day = Math.max(firstDay, toldThrough + 1); day <= closedThrough; day++) {
            tell(new DayChange(channel, day, DayState.CLOSED, "", nextMs()));
            toldThrough = day;
        }
        open.headMap(toldThrough, true).clear();
        measure();
    }

    /** Without a timestamp: one would become the time of the record in Kafka. */
    private void tell(DayChange change) {
        output.collect(new StreamRecord<>(change));
    }

    /**
     * Now, or a millisecond after what was told last: whoever sorts by this time has the order in
     * which things were told.
     */
    private long nextMs() {
        toldAtMs = Math.max(getProcessingTimeService().getCurrentProcessingTime(), toldAtMs + 1);
        return toldAtMs;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        toldState.update(
                firstDay == Horizon.NONE
                        ? List.of()
                        : List.of(DayProgress.of(firstDay, toldThrough)));
        openState.update(List.copyOf(open.values()));
    }
}
