package io.recon.udf.statistics;

import static java.util.Objects.requireNonNull;

import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsDelta;
import io.recon.udf.type.DomainTypes;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds up the differences of each cell and emits the cell anew, with its next revision. A cell that
 * becomes empty is emitted as zeros.
 */
public final class StatisticsFunction
        extends KeyedProcessFunction<String, StatisticsDelta, StatisticsCell> {
    /** By which key the differences are partitioned. */
    public static final KeySelector<StatisticsDelta, String> KEY =
            delta -> delta.key().partitionKey();

    private static final long ENTRIES_PER_CLOCK_LOOK = 1_000;

    private final Duration timeToLive;

    private transient ValueState<StatisticsCell> cells;

    /**
     * A function that remembers cells.
     *
     * @param timeToLive after what time without a change a cell gives back its space; longer than
     *     any channel's retention, for a difference that came after it would begin the cell anew
     */
    public StatisticsFunction(Duration timeToLive) {
        this.timeToLive = requireNonNull(timeToLive, "timeToLive");
    }

    /** The cell under its key. */
    public static ValueStateDescriptor<StatisticsCell> cell(Duration timeToLive) {
        ValueStateDescriptor<StatisticsCell> descriptor =
                new ValueStateDescriptor<>("statistics-cell", DomainTypes.STATISTICS_CELL);
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(timeToLive)
                        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                        .setStateVisibility(
                                StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
                        .cleanupInRocksdbCompactFilter(ENTRIES_PER_CLOCK_LOOK)
                        .cleanupFullSnapshot()
                        .build());
        return descriptor;
    }

    @Override
    public void open(OpenContext context) {
        cells = getRuntimeContext().getState(cell(timeToLive));
    }

    @Override
    public void processElement(
            StatisticsDelta delta, Context context, Collector<StatisticsCell> out)
            throws Exception {
        StatisticsCell former = cells.value();
        StatisticsCell next = former == null ? StatisticsCell.first(delta) : former.plus(delta);
        cells.update(next);
        out.collect(next);
    }
}
