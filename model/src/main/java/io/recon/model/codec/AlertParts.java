package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readLength;
import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.readText;
import static io.recon.model.codec.Primitives.readUnsigned;
import static io.recon.model.codec.Primitives.writeSigned;
import static io.recon.model.codec.Primitives.writeText;
import static io.recon.model.codec.Primitives.writeUnsigned;

import io.recon.model.alert.Alert.FoldedSum;
import io.recon.model.alert.AlertFold;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The parts that the codecs of alerts share, in version 1. */
final class AlertParts {
    private AlertParts() {}

    static void writeFold(AlertFold fold, DataOutput out) throws IOException {
        writeUnsigned(fold.opened(), out);
        writeUnsigned(fold.changed(), out);
        writeUnsigned(fold.resolved(), out);
        writeUnsigned(fold.sums().size(), out);
        for (FoldedSum sum : fold.sums()) {
            writeText(sum.currency(), out);
            writeUnsigned(sum.count(), out);
            writeSigned(sum.amountMinor(), out);
        }
        writeUnsigned(fold.samples().size(), out);
        for (String sample : fold.samples()) {
            writeText(sample, out);
        }
    }

    static AlertFold readFold(DataInput in) throws IOException {
        long opened = readUnsigned(in);
        long changed = readUnsigned(in);
        long resolved = readUnsigned(in);
        List<FoldedSum> sums = new ArrayList<>();
        for (int left = readLength(in); left > 0; left--) {
            sums.add(new FoldedSum(readText(in), readUnsigned(in), readSigned(in)));
        }
        List<String> samples = new ArrayList<>();
        for (int left = readLength(in); left > 0; left--) {
            samples.add(readText(in));
        }
        return new AlertFold(opened, changed, resolved, sums, samples);
    }
}
