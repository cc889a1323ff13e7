package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readOptionalText;
import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.readSignedInt;
import static io.recon.model.codec.Primitives.readText;
import static io.recon.model.codec.Primitives.readUnsigned;
import static io.recon.model.codec.Primitives.readUnsignedInt;
import static io.recon.model.codec.Primitives.writeOptionalText;
import static io.recon.model.codec.Primitives.writeSigned;
import static io.recon.model.codec.Primitives.writeText;
import static io.recon.model.codec.Primitives.writeUnsigned;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import io.recon.model.order.SourceVersion;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The parts that several codecs share, in version 1. A part that changes gets a second pair of
 * methods here; the codecs that hold it raise their version.
 */
final class Parts {
    /** Given for a result's side: it is the very side that the state holds now. */
    private static final int SIDE_ABSENT = 0;

    private static final int SIDE_HELD = 1;
    private static final int SIDE_OWN = 2;

    private Parts() {}

    static void writeKey(TransactionKey key, DataOutput out) throws IOException {
        writeText(key.channel(), out);
        writeText(key.account(), out);
        out.writeByte(key.type().code());
        writeText(key.number(), out);
    }

    static TransactionKey readKey(DataInput in) throws IOException {
        return new TransactionKey(
                readText(in),
                readText(in),
                TransactionType.ofCode(in.readUnsignedByte()),
                readText(in));
    }

    static void writeMoney(Money money, DataOutput out) throws IOException {
        writeSigned(money.minor(), out);
        writeText(money.currency(), out);
    }

    static Money readMoney(DataInput in) throws IOException {
        return new Money(readSigned(in), readText(in));
    }

    static void writeVersion(SourceVersion version, DataOutput out) throws IOException {
        out.writeByte(version.kind().code());
        writeSigned(version.timestampMs(), out);
        if (version.kind() != SourceVersion.Kind.TIME_ONLY) {
            out.writeLong(version.scope());
            writeSigned(version.major(), out);
            writeSigned(version.minor(), out);
            writeSigned(version.row(), out);
        }
    }

    static SourceVersion readVersion(DataInput in) throws IOException {
        SourceVersion.Kind kind = SourceVersion.Kind.ofCode(in.readUnsignedByte());
        long timestampMs = readSigned(in);
        if (kind == SourceVersion.Kind.TIME_ONLY) {
            return SourceVersion.ofTime(timestampMs);
        }
        return new SourceVersion(
                kind,
                in.readLong(),
                readSigned(in),
                readSigned(in),
                readSignedInt(in),
                timestampMs);
    }

    static void writePosition(LinePosition position, DataOutput out) throws IOException {
        writeSigned(position.day(), out);
        writeText(position.file(), out);
        writeUnsigned(position.line(), out);
    }

    static LinePosition readPosition(DataInput in) throws IOException {
        return new LinePosition(readSignedInt(in), readText(in), readUnsigned(in));
    }

    static void writeLine(BillLine line, DataOutput out) throws IOException {
        writePosition(line.position(), out);
        writeMoney(line.amount(), out);
        writeSigned(line.feeMinor(), out);
        out.writeByte(line.status().code());
        writeSigned(line.timeMs(), out);
        writeOptionalText(line.tradeNumber(), out);
    }

    static BillLine readLine(DataInput in) throws IOException {
        return new BillLine(
                readPosition(in),
                readMoney(in),
                readSigned(in),
                TransactionStatus.ofCode(in.readUnsignedByte()),
                readSigned(in),
                readOptionalText(in));
    }

    static void writePlatform(PlatformSide platform, DataOutput out) throws IOException {
        writeMoney(platform.amount(), out);
        out.writeByte(platform.status().code());
        writeSigned(platform.timeMs(), out);
        writeSigned(platform.day(), out);
    }

    static PlatformSide readPlatform(DataInput in) throws IOException {
        return new PlatformSide(
                readMoney(in),
                TransactionStatus.ofCode(in.readUnsignedByte()),
                readSigned(in),
                readSignedInt(in));
    }

    static void writeVerdict(Verdict verdict, DataOutput out) throws IOException {
        out.writeByte(verdict.outcome().code());
        out.writeByte(verdict.differences() << 1 | (verdict.pending() ? 1 : 0));
    }

    static Verdict readVerdict(DataInput in) throws IOException {
        Outcome outcome = Outcome.ofCode(in.readUnsignedByte());
        int bits = in.readUnsignedByte();
        return new Verdict(outcome, (bits & 1) != 0, bits >> 1);
    }

    /**
     * Writes a result. A side that equals one that the reader will have at hand takes one byte:
     * that is what most of a state's results are made of.
     */
    static void writeResult(
            Result result, PlatformSide heldPlatform, BillLine heldLine, DataOutput out)
            throws IOException {
        int platform = sideCode(result.platform(), heldPlatform);
        int line = sideCode(result.line(), heldLine);
        out.writeByte(platform | line << 2 | (result.kind() == Result.Kind.DUPLICATE ? 1 << 4 : 0));
        if (platform == SIDE_OWN) {
            writePlatform(result.platform(), out);
        }
        if (line == SIDE_OWN) {
            writeLine(result.line(), out);
        }
        writeVerdict(result.verdict(), out);
        writeUnsigned(result.revision(), out);
        writeSigned(result.partitionDay(), out);
    }

    private static int sideCode(Object side, Object held) {
        if (side == null) {
            return SIDE_ABSENT;
        }
        return side.equals(held) ? SIDE_HELD : SIDE_OWN;
    }

    private static <S> S held(S side) throws IOException {
        if (side == null) {
            throw new IOException("a result refers to a side that is not held");
        }
        return side;
    }

    private static IOException unknownSide(int bits) {
        return new IOException("a result's sides " + bits + " are none of absent, held, own");
    }

    static Result readResult(PlatformSide heldPlatform, BillLine heldLine, DataInput in)
            throws IOException {
        int bits = in.readUnsignedByte();
        PlatformSide platform =
                switch (bits & 3) {
                    case SIDE_ABSENT -> null;
                    case SIDE_HELD -> held(heldPlatform);
                    case SIDE_OWN -> readPlatform(in);
                    default -> throw unknownSide(bits);
                };
        BillLine line =
                switch (bits >> 2 & 3) {
                    case SIDE_ABSENT -> null;
                    case SIDE_HELD -> held(heldLine);
                    case SIDE_OWN -> readLine(in);
                    default -> throw unknownSide(bits);
                };
        Result.Kind kind = (bits & 1 << 4) == 0 ? Result.Kind.MAIN : Result.Kind.DUPLICATE;
        Verdict verdict = readVerdict(in);
        return new Result(kind, platform, line, verdict, readUnsignedInt(in), readSignedInt(in));
    }
}
