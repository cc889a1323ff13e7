package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readLength;
import static io.recon.model.codec.Primitives.readSignedInt;
import static io.recon.model.codec.Primitives.writeSigned;
import static io.recon.model.codec.Primitives.writeUnsigned;

import io.recon.model.bill.BillLine;
import io.recon.model.order.SourceVersion;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.TransactionState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a transaction's state. Each value begins with its own version, so that state written
 * by an older program is read where it lies and rewritten only when it changes.
 *
 * <p>Version 1: version, flags (bit 0 platform, bit 1 version, bit 2 wake day), the parts so
 * flagged, the lines by position with their number before them, the results likewise.
 */
public final class TransactionStateCodec extends RecordCodec<TransactionState> {
    private static final int PLATFORM = 1;
    private static final int VERSION = 2;
    private static final int WAKE_DAY = 4;

    public TransactionStateCodec() {
        super(TransactionState.class, 1);
    }

    @Override
    public boolean isSelfDescribing() {
        return true;
    }

    @Override
    public void write(TransactionState state, DataOutput out) throws IOException {
        boolean waits = state.wakeDay() != TransactionState.NEVER;
        out.writeByte(version());
        out.writeByte(
                (state.platform() == null ? 0 : PLATFORM)
                        | (state.version() == null ? 0 : VERSION)
                        | (waits ? WAKE_DAY : 0));
        if (state.platform() != null) {
            Parts.writePlatform(state.platform(), out);
        }
        if (state.version() != null) {
            Parts.writeVersion(state.version(), out);
        }
        if (waits) {
            writeSigned(state.wakeDay(), out);
        }
        writeUnsigned(state.lines().size(), out);
        for (BillLine line : state.lines()) {
            Parts.writeLine(line, out);
        }
        BillLine first = state.lines().isEmpty() ? null : state.lines().get(0);
        writeUnsigned(state.emitted().size(), out);
        for (Result result : state.emitted()) {
            Parts.writeResult(result, state.platform(), first, out);
        }
    }

    @Override
    public TransactionState read(int ignored, DataInput in) throws IOException {
        return super.read(in.readUnsignedByte(), in);
    }

    @Override
    TransactionState readValue(int written, DataInput in) throws IOException {
        int flags = in.readUnsignedByte();
        PlatformSide platform = (flags & PLATFORM) == 0 ? null : Parts.readPlatform(in);
        SourceVersion source = (flags & VERSION) == 0 ? null : Parts.readVersion(in);
        int wakeDay = (flags & WAKE_DAY) == 0 ? TransactionState.NEVER : readSignedInt(in);
        List<BillLine> lines = readLines(in);
        BillLine first = lines.isEmpty() ? null : lines.get(0);
        List<Result> emitted = readResults(platform, first, in);
        return new TransactionState(platform, source, lines, emitted, wakeDay);
    }

    private static List<BillLine> readLines(DataInput in) throws IOException {
        int count = readLength(in);
        if (count <= 1) {
            return count == 0 ? List.of() : List.of(Parts.readLine(in));
        }
        List<BillLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(Parts.readLine(in));
        }
        return lines;
    }

    private static List<Result> readResults(PlatformSide platform, BillLine first, DataInput in)
            throws IOException {
        int count = readLength(in);
        if (count <= 1) {
            return count == 0 ? List.of() : List.of(Parts.readResult(platform, first, in));
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(Parts.readResult(platform, first, in));
        }
        return results;
    }
}
