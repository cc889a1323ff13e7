package io.recon.udf.alert;

import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertFold;
import io.recon.model.alert.AlertGroup;
import io.recon.model.alert.AlertMemory;
import io.recon.model.alert.AlertPhase;
import io.recon.model.reconcile.Outcome;
import io.recon.udf.type.DomainTypes;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets the first alerts of a group pass one by one, and gives one summary a minute in the place of
 * those that follow. A group is a channel's breaks of one day and outcome.
 *
 * <p>A break that was told by itself is told by itself to its end: whoever keeps a list of open
 * breaks could not take it off by a number in a summary.
 */
public final class FoldAlerts extends KeyedProcessFunction<String, Alert.OfResult, Alert> {
    /** By which key alerts are partitioned: those of one result keep their order. */
    public static final KeySelector<Alert.OfResult, String> KEY =
            alert -> alert.group().channelAndDay();

    /** How long alerts are gathered for a summary, by the wall clock. */
    static final Duration GATHERED = Duration.ofMinutes(1);

    private static final long ENTRIES_PER_CLOCK_LOOK = 1_000;

    private final int foldAfter;
    private final Duration timeToLive;

    /** By the outcome's code. */
    private transient MapState<Integer, AlertMemory> memories;

    /** The breaks that were told one by one and are not resolved, by their results' ids. */
    private transient MapState<String, Boolean> openOnes;

    /**
     * @param foldAfter how many alerts of a group pass one by one
     * @param timeToLive after what time without an alert a group is forgotten
     */
    public FoldAlerts(int foldAfter, Duration timeToLive) {
        this.foldAfter = foldAfter;
        this.timeToLive = timeToLive;
    }

    /** What is remembered of the groups of a channel's day, by the outcome's code. */
    public static MapStateDescriptor<Integer, AlertMemory> memory(Duration timeToLive) {
        MapStateDescriptor<Integer, AlertMemory> descriptor =
                new MapStateDescriptor<>("alert-memory", Types.INT, DomainTypes.ALERT_MEMORY);
        descriptor.enableTimeToLive(forgetAfter(timeToLive));
        return descriptor;
    }

    /** Which breaks of a channel's day were told one by one and are not resolved. */
    public static MapStateDescriptor<String, Boolean> openOnes(Duration timeToLive) {
        MapStateDescriptor<String, Boolean> descriptor =
                new MapStateDescriptor<>("open-told-one-by-one", Types.STRING, Types.BOOLEAN);
        descriptor.enableTimeToLive(forgetAfter(timeToLive));
        return descriptor;
    }

    private static StateTtlConfig forgetAfter(Duration timeToLive) {
        return StateTtlConfig.newBuilder(timeToLive)
                .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                .setStateVisibility(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
                .cleanupInRocksdbCompactFilter(ENTRIES_PER_CLOCK_LOOK)
                .cleanupFullSnapshot()
                .build();
    }

    @Override
    public void open(OpenContext context) {
        memories = getRuntimeContext().getMapState(memory(timeToLive));
        openOnes = getRuntimeContext().getMapState(openOnes(timeToLive));
    }

    @Override
    public void processElement(Alert.OfResult alert, Context context, Collector<Alert> out)
            throws Exception {
        if (openOnes.contains(alert.subject())) {
            tell(alert, out);
            return;
        }
        int outcome = alert.group().outcome().code();
        AlertMemory held = memories.get(outcome);
        AlertMemory memory = held == null ? AlertMemory.EMPTY : held;
        if (memory.told() < foldAfter) {
            memories.put(outcome, new AlertMemory(memory.told() + 1, memory.fold()));
            tell(alert, out);
            return;
        }
        if (memory.fold().isEmpty() && !isGathering()) {
            var timers = context.timerService();
            timers.registerProcessingTimeTimer(
                    timers.currentProcessingTime() + GATHERED.toMillis());
        }
        memories.put(outcome, new AlertMemory(memory.told(), memory.fold().plus(alert)));
    }

    /**
     * Whether a group of the day waits for its summary: the timer is set then, and tells of all of
     * them. With one for each group they would multiply, since each ends what all have begun.
     */
    private boolean isGathering() throws Exception {
        for (AlertMemory memory : memories.values()) {
            if (!memory.fold().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void tell(Alert.OfResult alert, Collector<Alert> out) throws Exception {
        if (alert.phase() == AlertPhase.RESOLVED) {
            openOnes.remove(alert.subject());
        } else {
            openOnes.put(alert.subject(), true);
        }
        out.collect(alert);
    }

    /**
     * Tells of all groups of the day at once. The key says which day, so that no state needs to.
     */
    @Override
    public void onTimer(long timeMs, OnTimerContext context, Collector<Alert> out)
            throws Exception {
        Map<Integer, AlertMemory> folded = new TreeMap<>();
        for (Map.Entry<Integer, AlertMemory> entry : memories.entries()) {
            if (!entry.getValue().fold().isEmpty()) {
                folded.put(entry.getKey(), entry.getValue());
            }
        }
        for (Map.Entry<Integer, AlertMemory> entry : folded.entrySet()) {
            AlertMemory memory = entry.getValue();
            Outcome outcome = Outcome.ofCode(entry.getKey());
            AlertGroup group = AlertGroup.of(context.getCurrentKey(), outcome);
            out.collect(new Alert.Folded(group, memory.fold()));
            memories.put(entry.getKey(), new AlertMemory(memory.told(), AlertFold.EMPTY));
        }
    }
}
