package io.recon.connectors.bill;

import io.recon.model.bill.BillRecord;
import io.recon.model.day.DayClock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Holds what comes against the rules: no record after its day's watermark, none twice, the first
 * watermark that of the day before the first day, no day closed without the report that seals it.
 * The one at the end remembers, through recoveries, what it saw and how far the days are closed.
 */
final class DayWatch extends AbstractStreamOperator<BillRecord>
        implements OneInputStreamOperator<BillRecord, BillRecord> {
    private static final long serialVersionUID = 1L;
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final LocalTime CUT_OFF = LocalTime.of(23, 0);

    /** Where a watch stands. */
    enum Place {
        /** Chained to each reader: counts, fails when it is time to, and lets pass. */
        AT_EACH_READER,
        /** After all readers: remembers. */
        AFTER_ALL_READERS,
        /** Chained to each reader, with nothing after it: does both, and fails alone. */
        APART;

        boolean remembers() {
            return this != AT_EACH_READER;
        }

        boolean counts() {
            return this != AFTER_ALL_READERS;
        }
    }

    private final String run;
    private final Place place;
    private final int sealedThrough;

    private transient RunLog log;
    private transient DayClock clock;
    private transient Set<String> seen;
    private transient ListState<String> seenState;
    private transient ListState<Integer> closedState;
    private transient long watermarkMs;
    private transient int closedThrough;

    DayWatch(String run, Place place, int sealedThrough) {
        this.run = run;
        this.place = place;
        this.sealedThrough = sealedThrough;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        log = RunLog.of(run);
        clock = new DayClock(ZONE, CUT_OFF);
        watermarkMs = Long.MIN_VALUE;
        closedThrough = Integer.MIN_VALUE;
        seen = new HashSet<>();
        if (place.remembers()) {
            var store = context.getOperatorStateStore();
            seenState = store.getListState(new ListStateDescriptor<>("seen", Types.STRING));
            closedState = store.getListState(new ListStateDescriptor<>("closed", Types.INT));
            seenState.get().forEach(seen::add);
            for (int day : closedState.get()) {
                closedThrough = Math.max(closedThrough, day);
            }
            log.restore(subtask(), seen);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        if (place.remembers()) {
            seenState.clear();
            for (String record : seen) {
                seenState.add(record);
            }
            closedState.clear();
            closedState.add(closedThrough);
        }
    }

    @Override
    public void processElement(StreamRecord<BillRecord> element) throws Exception {
        BillRecord record = element.getValue();
        if (!isTooLate(record) && watermarkMs >= clock.closingWatermarkOf(record.day())) {
            log.violate("late " + (place.counts() ? "in its reader " : "") + name(record));
        }
        if (place.remembers()) {
            if (!isTooLate(record) && record.day() <= closedThrough) {
                log.violate("after the close " + name(record));
            }
            if (!seen.add(name(record))) {
                log.violate("twice " + name(record));
            }
            log.see(subtask(), name(record));
        }
        if (place.counts()) {
            log.countRecord();
            if (log.records() % 40 == 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        output.collect(element);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() != Long.MAX_VALUE) {
            check(mark.getTimestamp());
            if (place.counts()) {
                log.countWatermark();
            }
        }
        super.processWatermark(mark);
    }

    private void check(long timestampMs) {
        int day = clock.closedThrough(timestampMs);
        if (clock.closingWatermarkOf(day) != timestampMs) {
            log.violate("watermark " + timestampMs + " closes no day");
        }
        if (watermarkMs == Long.MIN_VALUE && day != BillPlan.FIRST_DAY - 1) {
            log.violate("first watermark closes day " + day);
        }
        if (timestampMs <= watermarkMs) {
            log.violate("watermark " + timestampMs + " comes after " + watermarkMs);
        }
        if (day > sealedThrough) {
            log.violate("closed day " + day + ", which is not sealed");
        }
        watermarkMs = timestampMs;
        if (place == Place.AFTER_ALL_READERS) {
            expectReports(day);
        }
        closedThrough = Math.max(closedThrough, day);
    }

    private void expectReports(int day) {
        for (int closed = Math.max(closedThrough + 1, BillPlan.FIRST_DAY);
                closed <= day;
                closed++) {
            String reported = "day " + closed + " ";
            if (seen.stream().noneMatch(record -> isSeal(record, reported))) {
                log.violate("closed day " + closed + " before its report came");
            }
        }
    }

    private int subtask() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    }

    private static boolean isSeal(String record, String day) {
        return record.startsWith(day) && (record.endsWith("SEALED") || record.endsWith("ACCEPTED"));
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
        if (status.isIdle()) {
            log.violate("the source is idle");
        }
        super.processWatermarkStatus(status);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        if (place.remembers()) {
            log.completeCheckpoint();
        }
    }

    @Override
    public void finish() throws Exception {
        super.finish();
        if (place.remembers()) {
            if (closedThrough != sealedThrough && sealedThrough >= BillPlan.FIRST_DAY) {
                log.violate("closed through " + closedThrough + ", not " + sealedThrough);
            }
            log.end();
        }
    }

    /** Whether a record says itself that it comes after its day's seal. */
    private static boolean isTooLate(BillRecord record) {
        return record instanceof BillRecord.FileReport file && file.error().equals("late_file");
    }

    private static String name(BillRecord record) {
        if (record instanceof BillRecord.Line line) {
            var position = line.line().position();
            return "line " + position.day() + " " + position.file() + " " + position.line();
        }
        if (record instanceof BillRecord.Reject reject) {
            var position = reject.position();
            return "reject " + position.day() + " " + position.file() + " " + position.line();
        }
        if (record instanceof BillRecord.FileReport file) {
            String late = isTooLate(file) ? "late " : "";
            return late + "file " + file.day() + " " + file.issue() + " " + file.file();
        }
        if (record instanceof BillRecord.DayReport day) {
            return "day " + day.day() + " " + day.issue() + " " + day.status();
        }
        throw new IllegalStateException("unexpected " + record);
    }
}
