package io.recon.simulator.engine;

import io.recon.model.TransactionKey;
import io.recon.model.bill.BillRecord;
import io.recon.model.conservation.LedgerAccumulator;
import io.recon.model.day.DayClock;
import io.recon.model.day.DayProgress;
import io.recon.model.day.Horizon;
import io.recon.model.order.OrderEvent;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.Input;
import io.recon.model.reconcile.Policy;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.Retention;
import io.recon.model.reconcile.Step;
import io.recon.model.reconcile.TransactionState;
import io.recon.model.reconcile.Transition;
import io.recon.model.statistics.StatisticsAccumulator;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Key;
import io.recon.simulator.story.Story.Ending;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The transition with as little around it as can be: a map of states and the channel's days. */
final class PureReconciliation implements Reconciliation {
    private record Copy(Map<TransactionKey, TransactionState> states, DayProgress progress)
            implements Checkpoint {}

    private final Ending ending;
    private final Sink sink;
    private final DayClock clock;
    private final Policy policy;
    private final Transition transition;

    private final StatisticsAccumulator statistics = new StatisticsAccumulator();
    private final LedgerAccumulator ledger = new LedgerAccumulator();

    private Map<TransactionKey, TransactionState> states = new LinkedHashMap<>();
    private DayProgress progress = DayProgress.NONE;
    private Horizon horizon = progress.horizon(false);
    private long ordersMs = Long.MIN_VALUE;

    PureReconciliation(Channel channel, Ending ending, Sink sink) {
        this.ending = ending;
        this.sink = sink;
        clock = new DayClock(channel.zone(), channel.cutOff());
        policy = Translation.policy(channel);
        transition = new Transition(clock, policy);
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public int subtaskOf(Key key) {
        return 0;
    }

    @Override
    public void order(OrderEvent.Change change, int pace) {
        switch (Retention.of(change, horizon, clock, policy)) {
            case APPLY -> apply(change.key(), new Input.Order(change.row(), change.version()));
            case DEAD_LETTER -> sink.late(Translation.late(change));
            case COUNT -> {}
        }
    }

    @Override
    public void bill(BillRecord record, int pace) {
        if (Retention.of(record, horizon, policy) != Retention.Decision.APPLY) {
            sink.late(Translation.late(record));
        } else if (record instanceof BillRecord.Line line) {
            apply(line.key(), new Input.Line(line.line()));
        } else {
            BillRecord.Retraction retraction = (BillRecord.Retraction) record;
            apply(retraction.key(), new Input.Retraction(retraction.line()));
        }
    }

    private void apply(TransactionKey key, Input input) {
        TransactionState before = states.getOrDefault(key, TransactionState.EMPTY);
        Step step = transition.apply(before, input, horizon);
        states.put(key, step.next());
        for (Change change : step.changes()) {
            statistics.add(key, change);
            sink.changed(0, new ResultChange(key, change, 0));
        }
        step.adjustments().forEach(line -> sink.adjusted(new AdjustedLine(key, line)));
        ledger.add(key, before, step.next(), horizon.firstDay());
    }

    @Override
    public void ordersTo(int subtask, long watermarkMs, int pace) {
        ordersMs = watermarkMs;
        advance();
    }

    @Override
    public void billsTo(int subtask, long watermarkMs, int pace) {
        progress = progress.withBillWatermark(watermarkMs, clock);
        advance();
    }

    private void advance() {
        progress = progress.withOrderWatermark(ordersMs, clock);
        if (progress.firstDay() != horizon.firstDay()
                || progress.closedThrough() != horizon.closedThrough()) {
            sink.progress(0, progress);
        }
        horizon = progress.horizon(false);
        wake();
    }

    /** As timers would: whoever waits for a day that is closed, or for one before the first. */
    private void wake() {
        List<TransactionKey> due =
                states.entrySet().stream()
                        .filter(state -> horizon.ended() || isDue(state.getValue().wakeDay()))
                        .filter(state -> state.getValue().wakeDay() != TransactionState.NEVER)
                        .map(Map.Entry::getKey)
                        .toList();
        due.forEach(key -> apply(key, Input.Wake.INSTANCE));
    }

    private boolean isDue(int wakeDay) {
        return horizon.isClosed(Math.max(wakeDay, horizon.firstDay()))
                && horizon.closedThrough() != Horizon.NONE;
    }

    @Override
    public Checkpoint snapshot() {
        statistics.drainTo(sink::statistics);
        ledger.drainTo(sink::ledger);
        return new Copy(new LinkedHashMap<>(states), progress);
    }

    @Override
    public void restore(Checkpoint checkpoint, int parallelism) {
        statistics.drainTo(lost -> {});
        ledger.drainTo(lost -> {});
        Copy copy = checkpoint == null ? new Copy(Map.of(), DayProgress.NONE) : (Copy) checkpoint;
        states = new LinkedHashMap<>(copy.states());
        progress = copy.progress();
        horizon = progress.horizon(false);
        ordersMs = Long.MIN_VALUE;
    }

    @Override
    public void settle() {}

    @Override
    public boolean isSettled() {
        return true;
    }

    @Override
    public void finish() {
        billsTo(0, Long.MAX_VALUE, 0);
        ordersTo(0, Long.MAX_VALUE, 0);
        if (ending == Ending.BOUNDED) {
            horizon = progress.horizon(true);
            wake();
        }
        statistics.drainTo(sink::statistics);
        ledger.drainTo(sink::ledger);
    }

    @Override
    public int waiting(int subtask) {
        return (int)
                states.values().stream()
                        .filter(state -> state.wakeDay() != TransactionState.NEVER)
                        .filter(state -> !horizon.ended())
                        .count();
    }

    @Override
    public void close() {}
}
