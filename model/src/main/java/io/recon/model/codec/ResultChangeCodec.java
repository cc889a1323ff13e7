package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.writeSigned;

import io.recon.model.TransactionKey;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of changed results between operators. */
public final class ResultChangeCodec extends RecordCodec<ResultChange> {
    public ResultChangeCodec() {
        super(ResultChange.class, 1);
    }

    @Override
    public void write(ResultChange value, DataOutput out) throws IOException {
        Parts.writeKey(value.key(), out);
        writeSigned(value.decidedAtMs(), out);
        Result after = value.change().after();
        Parts.writeResult(after, null, null, out);
        Result before = value.change().before();
        out.writeBoolean(before != null);
        if (before != null) {
            Parts.writeResult(before, after.platform(), after.line(), out);
        }
    }

    @Override
    ResultChange readValue(int written, DataInput in) throws IOException {
        TransactionKey key = Parts.readKey(in);
        long decidedAtMs = readSigned(in);
        Result after = Parts.readResult(null, null, in);
        Result before =
                in.readBoolean() ? Parts.readResult(after.platform(), after.line(), in) : null;
        return new ResultChange(key, new Change(before, after), decidedAtMs);
    }
}
