package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.readSignedInt;
import static io.recon.model.codec.Primitives.readText;
import static io.recon.model.codec.Primitives.writeSigned;
import static io.recon.model.codec.Primitives.writeText;

import io.recon.model.TransactionType;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.conservation.LedgerKey;
import io.recon.model.conservation.Tally;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of the ledger's differences between operators. */
public final class LedgerDeltaCodec extends RecordCodec<LedgerDelta> {
    public LedgerDeltaCodec() {
        super(LedgerDelta.class, 1);
    }

    @Override
    public void write(LedgerDelta value, DataOutput out) throws IOException {
        LedgerKey key = value.key();
        writeText(key.channel(), out);
        writeText(key.account(), out);
        writeSigned(key.day(), out);
        writeText(key.currency(), out);
        out.writeByte(key.type().code());
        writeTally(value.lines(), out);
        writeTally(value.repeated(), out);
        writeTally(value.openLines(), out);
        writeTally(value.orders(), out);
        writeTally(value.beforeFirstDay(), out);
        writeTally(value.openOrders(), out);
    }

    private static void writeTally(Tally tally, DataOutput out) throws IOException {
        writeSigned(tally.count(), out);
        writeSigned(tally.amountMinor(), out);
    }

    @Override
    LedgerDelta readValue(int written, DataInput in) throws IOException {
        LedgerKey key =
                new LedgerKey(
                        readText(in),
                        readText(in),
                        readSignedInt(in),
                        readText(in),
                        TransactionType.ofCode(in.readUnsignedByte()));
        return new LedgerDelta(
                key,
                readTally(in),
                readTally(in),
                readTally(in),
                readTally(in),
                readTally(in),
                readTally(in));
    }

    private static Tally readTally(DataInput in) throws IOException {
        return new Tally(readSigned(in), readSigned(in));
    }
}
