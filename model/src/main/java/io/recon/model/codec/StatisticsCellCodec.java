package io.recon.model.codec;

import io.recon.model.statistics.StatisticsCell;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of statistics between operators and in state. */
public final class StatisticsCellCodec implements Codec<StatisticsCell> {
    @Override
    public Class<StatisticsCell> type() {
        return StatisticsCell.class;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(StatisticsCell value, DataOutput out) throws IOException {
        StatisticsParts.writeKey(value.key(), out);
        StatisticsParts.writeSums(value.sums(), out);
        Primitives.writeUnsigned(value.revision(), out);
    }

    @Override
    public StatisticsCell read(int version, DataInput in) throws IOException {
        if (version != 1) {
            throw Primitives.unknownVersion(this, version);
        }
        return new StatisticsCell(
                StatisticsParts.readKey(in),
                StatisticsParts.readSums(in),
                Math.toIntExact(Primitives.readUnsigned(in)));
    }
}
