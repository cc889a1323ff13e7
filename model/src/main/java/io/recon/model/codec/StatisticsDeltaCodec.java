package io.recon.model.codec;

import io.recon.model.statistics.StatisticsDelta;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of the statistics' differences between operators. */
public final class StatisticsDeltaCodec extends RecordCodec<StatisticsDelta> {
    public StatisticsDeltaCodec() {
        super(StatisticsDelta.class, 1);
    }

    @Override
    public void write(StatisticsDelta value, DataOutput out) throws IOException {
        StatisticsParts.writeKey(value.key(), out);
        StatisticsParts.writeSums(value.change(), out);
    }

    @Override
    StatisticsDelta readValue(int written, DataInput in) throws IOException {
        return new StatisticsDelta(StatisticsParts.readKey(in), StatisticsParts.readSums(in));
    }
}
