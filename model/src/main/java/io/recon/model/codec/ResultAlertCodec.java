package io.recon.model.codec;

import io.recon.model.alert.Alert;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of alerts of results: those of any alert. */
public final class ResultAlertCodec implements Codec<Alert.OfResult> {
    private final AlertCodec alerts = new AlertCodec();

    @Override
    public Class<Alert.OfResult> type() {
        return Alert.OfResult.class;
    }

    @Override
    public int version() {
        return alerts.version();
    }

    @Override
    public void write(Alert.OfResult value, DataOutput out) throws IOException {
        alerts.write(value, out);
    }

    @Override
    public Alert.OfResult read(int version, DataInput in) throws IOException {
        Alert alert = alerts.read(version, in);
        if (alert instanceof Alert.OfResult result) {
            return result;
        }
        throw Primitives.malformed(
                this, new IllegalArgumentException("an alert of no result: " + alert));
    }
}
