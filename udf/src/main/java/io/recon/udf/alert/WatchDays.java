package io.recon.udf.alert;

import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertRules;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.ChannelRecord;
import io.recon.udf.type.DomainTypes;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Tells of days that cannot close and of files that are wrong. */
public final class WatchDays extends KeyedProcessFunction<String, ChannelRecord, Alert> {
    /** By which key reports are partitioned: the channel and the bill day. */
    public static final KeySelector<ChannelRecord, String> KEY =
            record -> record.channel() + '/' + record.record().day();

    private transient ValueState<BillRecord> told;

    /** What was told of a day and is not resolved. */
    public static ValueStateDescriptor<BillRecord> told() {
        return new ValueStateDescriptor<>("told-of-day", DomainTypes.BILL_RECORD);
    }

    @Override
    public void open(OpenContext context) {
        told = getRuntimeContext().getState(told());
    }

    @Override
    public void processElement(ChannelRecord record, Context context, Collector<Alert> out)
            throws Exception {
        AlertRules.of(record).ifPresent(out::collect);
        if (!(record.record() instanceof DayReport report)) {
            return;
        }
        Optional<Alert.OfDay> alert =
                AlertRules.of(record.channel(), (DayReport) told.value(), report);
        if (alert.isEmpty()) {
            return;
        }
        out.collect(alert.get());
        if (AlertRules.isWrong(report.status())) {
            told.update(report);
        } else {
            told.clear();
        }
    }
}
