package io.recon.model.codec;

import io.recon.model.statistics.StatisticsDelta;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of the statistics' differences between operators. */
public final class StatisticsDeltaCodec implements Codec<StatisticsDelta> {
    @Override
    public Class<StatisticsDelta> type() {
        return StatisticsDelta.class;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(StatisticsDelta value, DataOutput out) throws IOException {
        StatisticsParts.writeKey(value.key(), out);
        StatisticsParts.writeSums(value.change(), out);
    }

    @Override
    public StatisticsDelta read(int version, DataInput in) throws IOException {
        if (version != 1) {
            throw Primitives.unknownVersion(this, version);
        }
        return new StatisticsDelta(StatisticsParts.readKey(in), StatisticsParts.readSums(in));
    }
}
