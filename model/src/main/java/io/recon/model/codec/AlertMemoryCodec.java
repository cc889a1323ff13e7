package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readUnsignedInt;
import static io.recon.model.codec.Primitives.writeUnsigned;

import io.recon.model.alert.AlertMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of what is remembered of a group of alerts. */
public final class AlertMemoryCodec extends RecordCodec<AlertMemory> {
    public AlertMemoryCodec() {
        super(AlertMemory.class, 1);
    }

    @Override
    public void write(AlertMemory value, DataOutput out) throws IOException {
        writeUnsigned(value.told(), out);
        AlertParts.writeFold(value.fold(), out);
    }

    @Override
    AlertMemory readValue(int written, DataInput in) throws IOException {
        return new AlertMemory(readUnsignedInt(in), AlertParts.readFold(in));
    }
}
