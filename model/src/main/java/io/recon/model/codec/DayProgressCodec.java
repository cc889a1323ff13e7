package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.readSignedInt;
import static io.recon.model.codec.Primitives.writeSigned;

import io.recon.model.day.DayProgress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The bytes in which an operator remembers how far its channel's days have come. Version 1 did not
 * have the orders' watermark.
 */
public final class DayProgressCodec extends RecordCodec<DayProgress> {
    private static final int WITHOUT_ORDERS = 1;
    private static final int PRESENT = 2;

    public DayProgressCodec() {
        super(DayProgress.class, PRESENT);
    }

    @Override
    public void write(DayProgress value, DataOutput out) throws IOException {
        writeSigned(value.firstDay(), out);
        writeSigned(value.closedThrough(), out);
        writeSigned(value.billWatermarkMs(), out);
        writeSigned(value.orderWatermarkMs(), out);
    }

    @Override
    DayProgress readValue(int written, DataInput in) throws IOException {
        return new DayProgress(
                readSignedInt(in),
                readSignedInt(in),
                readSigned(in),
                written == WITHOUT_ORDERS ? DayProgress.NONE.orderWatermarkMs() : readSigned(in));
    }
}
