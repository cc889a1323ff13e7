package io.recon.udf.alert;

import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertRules;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.ChannelRecord;
import io.recon.udf.type.DomainTypes;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells of days that cannot close and of files that are wrong.
 *
 * <p>What was last said of a day is kept until nothing older can come any more: until every channel
 * has passed the day's end. For a report that says that the bill is overdue may come after the one
 * of the seal, by another reader.
 */
public final class WatchDays extends KeyedProcessFunction<String, ChannelRecord, Alert> {
    /** By which key reports are partitioned: the channel and the bill day. */
    public static final KeySelector<ChannelRecord, String> KEY =
            record -> record.channel() + '/' + record.record().day();

    /** A day begins and ends everywhere within so long a time after the midnight of its date. */
    private static final Duration PAST_ITS_END = Duration.ofDays(3);

    private transient ValueState<BillRecord> last;

    /** What was last said of a day. */
    public static ValueStateDescriptor<BillRecord> last() {
        return new ValueStateDescriptor<>("told-of-day", DomainTypes.BILL_RECORD);
    }

    @Override
    public void open(OpenContext context) {
        last = getRuntimeContext().getState(last());
    }

    @Override
    public void processElement(ChannelRecord record, Context context, Collector<Alert> out)
            throws Exception {
        AlertRules.of(record).ifPresent(out::collect);
        if (!(record.record() instanceof DayReport report)) {
            return;
        }
        DayReport former = (DayReport) last.value();
        if (former != null && report.isOlderThan(former)) {
            return;
        }
        AlertRules.of(record.channel(), former, report).ifPresent(out::collect);
        if (!report.equals(former)) {
            last.update(report);
            context.timerService().registerEventTimeTimer(forgottenAtMs(report.day()));
        }
    }

    /**
     * After the end of a day in every zone. No channel's watermark passes a day that is not sealed.
     */
    static long forgottenAtMs(int day) {
        return Duration.ofDays(day).plus(PAST_ITS_END).toMillis();
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out) {
        last.clear();
    }
}
