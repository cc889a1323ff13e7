package io.recon.model.codec;

import io.recon.model.TransactionKey;
import io.recon.model.bill.BillLine;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.LineAdjustment;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of corrections to files' reports between operators. */
public final class AdjustedLineCodec extends RecordCodec<AdjustedLine> {
    public AdjustedLineCodec() {
        super(AdjustedLine.class, 1);
    }

    @Override
    public void write(AdjustedLine value, DataOutput out) throws IOException {
        LineAdjustment adjustment = value.adjustment();
        Parts.writeKey(value.key(), out);
        out.writeByte(adjustment.kind().code());
        Parts.writeLine(adjustment.line(), out);
        Primitives.writeSigned(adjustment.delta(), out);
    }

    @Override
    AdjustedLine readValue(int written, DataInput in) throws IOException {
        TransactionKey key = Parts.readKey(in);
        LineAdjustment.Kind kind = LineAdjustment.Kind.ofCode(in.readUnsignedByte());
        BillLine line = Parts.readLine(in);
        return new AdjustedLine(key, new LineAdjustment(kind, line, Primitives.readSignedInt(in)));
    }
}
