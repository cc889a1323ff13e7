package io.recon.job.topology;

import io.recon.model.bill.BillRecord;
import io.recon.model.bill.ChannelRecord;
import io.recon.udf.type.DomainTypes;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Parts what is to be reconciled from what is only to be told: reports, rejects, days. */
final class LinesApart extends ProcessFunction<BillRecord, BillRecord> {
    private static final long serialVersionUID = 1L;

    /** Under which everything but lines leaves. */
    static final OutputTag<ChannelRecord> REPORTS =
            new OutputTag<>("bill-reports", DomainTypes.CHANNEL_RECORD);

    private final String channel;
    private transient LongCounter read;
    private transient BillMetrics recorded;

    LinesApart(String channel) {
        this.channel = channel;
    }

    @Override
    public void open(OpenContext context) {
        read = new LongCounter();
        getRuntimeContext().addAccumulator(ReconciliationTopology.LINES_READ, read);
        recorded = new BillMetrics(getRuntimeContext().getMetricGroup(), channel);
    }

    @Override
    public void processElement(BillRecord value, Context context, Collector<BillRecord> lines) {
        recorded.count(value);
        if (value instanceof BillRecord.Line || value instanceof BillRecord.Retraction) {
            read.add(1L);
            lines.collect(value);
        } else {
            context.output(REPORTS, new ChannelRecord(channel, value));
        }
    }
}
