package io.recon.model.codec;

import io.recon.model.alert.Alert;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of alerts of results: those of any alert. */
public final class ResultAlertCodec extends RecordCodec<Alert.OfResult> {
    private final AlertCodec alerts = new AlertCodec();

    public ResultAlertCodec() {
        super(Alert.OfResult.class, new AlertCodec().version());
    }

    @Override
    public void write(Alert.OfResult value, DataOutput out) throws IOException {
        alerts.write(value, out);
    }

    @Override
    Alert.OfResult readValue(int written, DataInput in) throws IOException {
        Alert alert = alerts.read(written, in);
        if (alert instanceof Alert.OfResult result) {
            return result;
        }
        throw new IllegalArgumentException("an alert of no result: " + alert);
    }
}
