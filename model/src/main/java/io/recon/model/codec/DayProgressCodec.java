package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.readSignedInt;
import static io.recon.model.codec.Primitives.writeSigned;

import io.recon.model.day.DayProgress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes in which an operator remembers how far its channel's days have come. */
public final class DayProgressCodec implements Codec<DayProgress> {
    @Override
    public Class<DayProgress> type() {
        return DayProgress.class;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(DayProgress value, DataOutput out) throws IOException {
        writeSigned(value.firstDay(), out);
        writeSigned(value.closedThrough(), out);
        writeSigned(value.billWatermarkMs(), out);
    }

    @Override
    public DayProgress read(int version, DataInput in) throws IOException {
        if (version != 1) {
            throw Primitives.unknownVersion(this, version);
        }
        return new DayProgress(readSignedInt(in), readSignedInt(in), readSigned(in));
    }
}
