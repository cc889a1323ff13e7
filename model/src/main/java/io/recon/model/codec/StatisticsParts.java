package io.recon.model.codec;

import static io.recon.model.codec.Primitives.readSigned;
import static io.recon.model.codec.Primitives.readSignedInt;
import static io.recon.model.codec.Primitives.readText;
import static io.recon.model.codec.Primitives.writeSigned;
import static io.recon.model.codec.Primitives.writeText;

import io.recon.model.TransactionType;
import io.recon.model.reconcile.Outcome;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The parts that the codecs of the statistics share, in version 1. */
final class StatisticsParts {
    private StatisticsParts() {}

    static void writeKey(StatisticsKey key, DataOutput out) throws IOException {
        writeText(key.channel(), out);
        writeText(key.account(), out);
        writeSigned(key.day(), out);
        writeText(key.currency(), out);
        out.writeByte(key.type().code());
        out.writeByte(key.outcome().code());
    }

    static StatisticsKey readKey(DataInput in) throws IOException {
        return new StatisticsKey(
                readText(in),
                readText(in),
                readSignedInt(in),
                readText(in),
                TransactionType.ofCode(in.readUnsignedByte()),
                Outcome.ofCode(in.readUnsignedByte()));
    }

    static void writeSums(Sums sums, DataOutput out) throws IOException {
        writeSigned(sums.platformCount(), out);
        writeSigned(sums.platformAmountMinor(), out);
        writeSigned(sums.channelCount(), out);
        writeSigned(sums.channelAmountMinor(), out);
    }

    static Sums readSums(DataInput in) throws IOException {
        return new Sums(readSigned(in), readSigned(in), readSigned(in), readSigned(in));
    }
}
