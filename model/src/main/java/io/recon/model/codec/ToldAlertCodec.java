package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.writeSigned;

import io.recon.model.alert.Alert;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of alerts on their way out. */
public final class ToldAlertCodec extends RecordCodec<Alert.Told> {
    private final AlertCodec alerts = new AlertCodec();

    public ToldAlertCodec() {
        super(Alert.Told.class, 1);
    }

    @Override
    public void write(Alert.Told value, DataOutput out) throws IOException {
        writeSigned(value.checkpoint(), out);
        alerts.write(value.alert(), out);
    }

    @Override
    Alert.Told readValue(int written, DataInput in) throws IOException {
        long checkpoint = readSigned(in);
        return new Alert.Told(alerts.read(1, in), checkpoint);
    }
}
