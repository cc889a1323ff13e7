package io.recon.connectors.bill;

import io.recon.model.bill.BillRecord;
import io.recon.model.day.DayClock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Notes what a reader emits, in order; a watermark by the day that it closes. */
final class TestingReaderOutput implements ReaderOutput<BillRecord> {
    final List<String> emitted = new ArrayList<>();
    private final DayClock clock;

    TestingReaderOutput(DayClock clock) {
        this.clock = clock;
    }

    @Override
    public void collect(BillRecord record) {
        emitted.add(record.getClass().getSimpleName() + " " + record.day());
    }

    @Override
    public void collect(BillRecord record, long timestamp) {
        collect(record);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        emitted.add("closed through " + clock.closedThrough(watermark.getTimestamp()));
    }

    @Override
    public void markIdle() {
        emitted.add("idle");
    }

    @Override
    public void markActive() {
        emitted.add("active");
    }

    @Override
    public SourceOutput<BillRecord> createOutputForSplit(String splitId) {
        return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}
}
