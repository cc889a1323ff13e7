package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.readSignedInt;
import static io.recon.model.codec.Primitives.readText;
import static io.recon.model.codec.Primitives.writeSigned;
import static io.recon.model.codec.Primitives.writeText;

import io.recon.model.day.DayChange;
import io.recon.model.day.DayState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of changes of business days between operators. */
public final class DayChangeCodec extends RecordCodec<DayChange> {
    public DayChangeCodec() {
        super(DayChange.class, 1);
    }

    @Override
    public void write(DayChange value, DataOutput out) throws IOException {
        writeText(value.channel(), out);
        writeSigned(value.day(), out);
        out.writeByte(value.state().code());
        writeText(value.reason(), out);
        writeSigned(value.atMs(), out);
    }

    @Override
    DayChange readValue(int written, DataInput in) throws IOException {
        String channel = readText(in);
        int day = readSignedInt(in);
        DayState state = DayState.ofCode(in.readUnsignedByte());
        return new DayChange(channel, day, state, readText(in), readSigned(in));
    }
}
