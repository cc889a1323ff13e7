package io.recon.simulator.engine;

import io.recon.model.bill.BillRecord;
import io.recon.model.order.OrderEvent;
import io.recon.model.reconcile.ResultChange;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Step;
import io.recon.simulator.story.Story.Ending;
import io.recon.simulator.story.Story.Setting;
import io.recon.udf.reconcile.AtEnd;
import io.recon.udf.reconcile.PartitionKeys;
import io.recon.udf.reconcile.ReconcileOperator;
import io.recon.udf.type.DomainTypes;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.TestTaskStateManager;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * One subtask of the operator in a harness. Each transaction that a day's close wakes is a piece of
 * work of its own, so that anything may come in between.
 *
 * <p>Flink's own harness for two keyed inputs would load classes by Flink's class loader; this one
 * takes the one that has loaded the operator, which need not be the same.
 */
final class Subtask extends AbstractStreamOperatorTestHarness<ResultChange> {
    private static final long ONE_BY_ONE = 0;
    private static final long TICK_MS = 5;

    /** More than any story's closes need: it has some dozens of transactions. */
    private static final int MOST_TURNS = 10_000;

    private static final long MEMORY_BYTES = 3 << 20;

    /** A builder starts threads that read and write files, which no subtask here needs. */
    private static final ThreadLocal<MockEnvironmentBuilder> ENVIRONMENTS =
            ThreadLocal.withInitial(() -> new MockEnvironmentBuilder().setTaskName("reconcile"));

    /** Which of how many. */
    record Place(int parallelism, int index) {}

    private final ReconcileOperator reconcile;
    private final Sink sink;
    private final int index;

    private Subtask(ReconcileOperator reconcile, Sink sink, Place place) throws Exception {
        super(
                reconcile,
                ENVIRONMENTS
                        .get()
                        .setTaskStateManager(new TestTaskStateManager())
                        .setManagedMemorySize(MEMORY_BYTES)
                        .setMaxParallelism(OperatorReconciliation.MAX_PARALLELISM)
                        .setParallelism(place.parallelism())
                        .setSubtaskIndex(place.index())
                        .setUserCodeClassLoader(Subtask.class.getClassLoader())
                        .build());
        this.reconcile = reconcile;
        this.sink = sink;
        index = place.index();
        config.setStatePartitioner(0, PartitionKeys.OF_ORDER);
        config.setStatePartitioner(1, PartitionKeys.OF_BILL_RECORD);
        config.setStateKeySerializer(StringSerializer.INSTANCE);
        config.serializeAllConfigs();
    }

    static Subtask start(
            Backend backend,
            Channel channel,
            Setting setting,
            Sink sink,
            Place place,
            OperatorSubtaskState state)
            throws Exception {
        ReconcileOperator operator =
                new ReconcileOperator(
                        channel.name(),
                        channel.zone(),
                        channel.cutOff(),
                        Translation.policy(channel),
                        setting.ending() == Ending.BOUNDED
                                ? AtEnd.LEAVE_UNDECIDED
                                : AtEnd.KEEP_WAITING,
                        setting.waitingInMemory(),
                        ONE_BY_ONE);
        Subtask subtask = new Subtask(operator, sink, place);
        operator.setMailboxExecutor(
                new MailboxExecutorImpl(
                        subtask.getTaskMailbox(), 0, StreamTaskActionExecutor.IMMEDIATE));
        subtask.setStateBackend(backend.create());
        subtask.setup(DomainTypes.RESULT_CHANGE.createSerializer(new SerializerConfigImpl()));
        if (state != null) {
            subtask.initializeState(state);
        }
        subtask.open();
        return subtask;
    }

    void order(OrderEvent event, int pace) throws Exception {
        StreamRecord<OrderEvent> record = new StreamRecord<>(event, event.timestampMs());
        reconcile.setKeyContextElement1(record);
        reconcile.processElement1(record);
        goOn(pace);
    }

    void bill(BillRecord bill, int pace) throws Exception {
        StreamRecord<BillRecord> record = new StreamRecord<>(bill);
        reconcile.setKeyContextElement2(record);
        reconcile.processElement2(record);
        goOn(pace);
    }

    void ordersTo(long watermarkMs, int pace) throws Exception {
        reconcile.processWatermark1(new Watermark(watermarkMs));
        goOn(pace);
    }

    void billsTo(long watermarkMs, int pace) throws Exception {
        reconcile.processWatermark2(new Watermark(watermarkMs));
        goOn(pace);
    }

    OperatorSubtaskState checkpoint(long id) throws Exception {
        prepareSnapshotPreBarrier(id);
        collect();
        return snapshot(id, id);
    }

    void settle() throws Exception {
        goOn(Step.TO_THE_END);
    }

    boolean isSettled() {
        return !getTaskMailbox().hasMail() && getProcessingTimeService().getNumActiveTimers() == 0;
    }

    void finish() throws Exception {
        billsTo(Long.MAX_VALUE, Step.TO_THE_END);
        ordersTo(Long.MAX_VALUE, Step.TO_THE_END);
        reconcile.finish();
        collect();
    }

    private void goOn(int pace) throws Exception {
        TaskMailbox mailbox = getTaskMailbox();
        for (int done = 0; done != pace; done++) {
            if (done == MOST_TURNS) {
                throw new IllegalStateException(
                        "the operator does not come to rest: after "
                                + MOST_TURNS
                                + " pieces of work it still has some");
            }
            Optional<Mail> mail = mailbox.tryTake(TaskMailbox.MIN_PRIORITY);
            if (mail.isPresent()) {
                mail.get().run();
            } else if (getProcessingTimeService().getNumActiveTimers() > 0) {
                setProcessingTime(getProcessingTime() + TICK_MS);
            } else {
                break;
            }
        }
        collect();
    }

    private void collect() {
        for (ResultChange change : extractOutputValues()) {
            sink.changed(index, change);
        }
        getOutput().clear();
        drain(ReconcileOperator.PROGRESS, progress -> sink.progress(index, progress));
        drain(ReconcileOperator.STATISTICS, sink::statistics);
        drain(ReconcileOperator.LEDGER, sink::ledger);
        drain(ReconcileOperator.ADJUSTED_LINES, sink::adjusted);
        drain(ReconcileOperator.LATE_ORDERS, late -> sink.late(Translation.late(late)));
        drain(ReconcileOperator.LATE_LINES, late -> sink.late(Translation.late(late)));
    }

    private <T> void drain(OutputTag<T> tag, Consumer<T> target) {
        Queue<StreamRecord<T>> records = getSideOutput(tag);
        if (records != null) {
            records.forEach(record -> target.accept(record.getValue()));
            records.clear();
        }
    }
}
