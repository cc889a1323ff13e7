package io.recon.simulator.engine;

import io.recon.model.bill.BillRecord;
import io.recon.model.order.OrderEvent;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Key;
import io.recon.simulator.story.Story.Setting;
import io.recon.udf.reconcile.PartitionKeys;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** The real operator at any parallelism. */
final class OperatorReconciliation implements Reconciliation {
    static final int MAX_PARALLELISM = 16;

    private record Taken(OperatorSubtaskState state, int parallelism) implements Checkpoint {}

    private final Backend backend;
    private final Channel channel;
    private final Setting setting;
    private final Sink sink;
    private List<Subtask> subtasks = new ArrayList<>();
    private long checkpoint;

    OperatorReconciliation(Backend backend, Channel channel, Setting setting, Sink sink)
            throws Exception {
        this.backend = backend;
        this.channel = channel;
        this.setting = setting;
        this.sink = sink;
        restore(null, setting.parallelism());
    }

    @Override
    public int parallelism() {
        return subtasks.size();
    }

    @Override
    public int subtaskOf(Key key) {
        return subtaskOf(Translation.key(key).partitionKey());
    }

    private int subtaskOf(String partitionKey) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                partitionKey, MAX_PARALLELISM, subtasks.size());
    }

    @Override
    public void order(OrderEvent.Change change, int pace) throws Exception {
        subtasks.get(subtaskOf(PartitionKeys.OF_ORDER.getKey(change))).order(change, pace);
    }

    @Override
    public void bill(BillRecord record, int pace) throws Exception {
        subtasks.get(subtaskOf(PartitionKeys.OF_BILL_RECORD.getKey(record))).bill(record, pace);
    }

    @Override
    public void ordersTo(int subtask, long watermarkMs, int pace) throws Exception {
        subtasks.get(subtask).ordersTo(watermarkMs, pace);
    }

    @Override
    public void billsTo(int subtask, long watermarkMs, int pace) throws Exception {
        subtasks.get(subtask).billsTo(watermarkMs, pace);
    }

    @Override
    public Checkpoint snapshot() throws Exception {
        checkpoint++;
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (Subtask subtask : subtasks) {
            states.add(subtask.checkpoint(checkpoint));
        }
        return new Taken(
                AbstractStreamOperatorTestHarness.repackageState(
                        states.toArray(OperatorSubtaskState[]::new)),
                subtasks.size());
    }

    @Override
    public void restore(Checkpoint from, int parallelism) throws Exception {
        close();
        Taken taken = (Taken) from;
        for (int i = 0; i < parallelism; i++) {
            OperatorSubtaskState state =
                    taken == null
                            ? null
                            : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                    taken.state(),
                                    MAX_PARALLELISM,
                                    taken.parallelism(),
                                    parallelism,
                                    i);
            subtasks.add(
                    Subtask.start(
                            backend,
                            channel,
                            setting,
                            sink,
                            new Subtask.Place(parallelism, i),
                            state));
        }
    }

    @Override
    public void settle() throws Exception {
        for (Subtask subtask : subtasks) {
            subtask.settle();
        }
    }

    @Override
    public boolean isSettled() {
        return subtasks.stream().allMatch(Subtask::isSettled);
    }

    @Override
    public void finish() throws Exception {
        for (Subtask subtask : subtasks) {
            subtask.finish();
        }
    }

    @Override
    public int waiting(int subtask) {
        return subtasks.get(subtask).numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        List<Subtask> former = subtasks;
        subtasks = new ArrayList<>();
        for (Subtask subtask : former) {
            subtask.close();
        }
    }
}
