package io.recon.model.codec;

import io.recon.model.statistics.StatisticsCell;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of statistics between operators and in state. */
public final class StatisticsCellCodec extends RecordCodec<StatisticsCell> {
    public StatisticsCellCodec() {
        super(StatisticsCell.class, 1);
    }

    @Override
    public void write(StatisticsCell value, DataOutput out) throws IOException {
        StatisticsParts.writeKey(value.key(), out);
        StatisticsParts.writeSums(value.sums(), out);
        Primitives.writeUnsigned(value.revision(), out);
    }

    @Override
    StatisticsCell readValue(int written, DataInput in) throws IOException {
        return new StatisticsCell(
                StatisticsParts.readKey(in),
                StatisticsParts.readSums(in),
                Primitives.readUnsignedInt(in));
    }
}
