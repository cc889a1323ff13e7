package io.recon.udf.alert;

import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertFold;
import io.recon.model.alert.AlertGroup;
import io.recon.model.alert.AlertMemory;
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
 * Lets the first alerts of a group pass one by one, and gives one summary a minute in the place of
 * those that follow. A group is a channel's breaks of one day and outcome.
 */
public final class FoldAlerts extends KeyedProcessFunction<String, Alert.OfResult, Alert> {
    /** By which key alerts are partitioned. */
    public static final KeySelector<Alert.OfResult, String> KEY =
            alert -> alert.group().partitionKey();

    /** How long alerts are gathered for a summary, by the wall clock. */
    static final Duration GATHERED = Duration.ofMinutes(1);

    private static final long ENTRIES_PER_CLOCK_LOOK = 1_000;

    private final int foldAfter;
    private final Duration timeToLive;

    private transient ValueState<AlertMemory> memories;

    /**
     * @param foldAfter how many alerts of a group pass one by one
     * @param timeToLive after what time without an alert a group is forgotten
     */
    public FoldAlerts(int foldAfter, Duration timeToLive) {
        this.foldAfter = foldAfter;
        this.timeToLive = timeToLive;
    }

    /** What is remembered of a group, under its key. */
    public static ValueStateDescriptor<AlertMemory> memory(Duration timeToLive) {
        ValueStateDescriptor<AlertMemory> descriptor =
                new ValueStateDescriptor<>("alert-memory", DomainTypes.ALERT_MEMORY);
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
        memories = getRuntimeContext().getState(memory(timeToLive));
    }

    @Override
    public void processElement(Alert.OfResult alert, Context context, Collector<Alert> out)
            throws Exception {
        AlertMemory held = memories.value();
        AlertMemory memory = held == null ? AlertMemory.EMPTY : held;
        if (memory.told() < foldAfter) {
            memories.update(new AlertMemory(memory.told() + 1, memory.fold()));
            out.collect(alert);
            return;
        }
        if (memory.fold().isEmpty()) {
            var timers = context.timerService();
            timers.registerProcessingTimeTimer(
                    timers.currentProcessingTime() + GATHERED.toMillis());
        }
        memories.update(new AlertMemory(memory.told(), memory.fold().plus(alert)));
    }

    /** The key says what the group is, so that no state needs to. */
    @Override
    public void onTimer(long timeMs, OnTimerContext context, Collector<Alert> out)
            throws Exception {
        AlertMemory memory = memories.value();
        if (memory == null || memory.fold().isEmpty()) {
            return;
        }
        memories.update(new AlertMemory(memory.told(), AlertFold.EMPTY));
        out.collect(
                new Alert.Folded(
                        AlertGroup.ofPartitionKey(context.getCurrentKey()), memory.fold()));
    }
}
