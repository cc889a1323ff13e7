package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readText;
import static io.recon.model.codec.Primitives.writeText;

import io.recon.model.bill.ChannelRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of bill records that name their channel. */
public final class ChannelRecordCodec extends RecordCodec<ChannelRecord> {
    private final BillRecordCodec records = new BillRecordCodec();

    public ChannelRecordCodec() {
        super(ChannelRecord.class, 1);
    }

    @Override
    public void write(ChannelRecord value, DataOutput out) throws IOException {
        writeText(value.channel(), out);
        records.write(value.record(), out);
    }

    @Override
    ChannelRecord readValue(int written, DataInput in) throws IOException {
        return new ChannelRecord(readText(in), records.read(1, in));
    }
}
