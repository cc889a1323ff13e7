package io.recon.udf.day;

import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.day.DayChange;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Says what the bill sources' reports of days mean for users. Other reports are passed over. */
public final class TellDayReports extends ProcessFunction<ChannelRecord, DayChange> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(ChannelRecord value, Context context, Collector<DayChange> out) {
        if (value.record() instanceof DayReport report) {
            out.collect(
                    DayChange.of(
                            value.channel(),
                            report,
                            context.timerService().currentProcessingTime()));
        }
    }
}
