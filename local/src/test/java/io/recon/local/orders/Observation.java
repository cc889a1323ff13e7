package io.recon.local.orders;

import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import io.recon.udf.type.DomainTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What has come out of a job's source. The records are the state of an operator, so that a failure
 * takes back what no checkpoint holds: what is lost or doubled shows.
 */
final class Observation {
    /** An order of this number makes the job fail where it is seen for the first time. */
    static final String FAILING = "failing";

    private static final Map<String, Observation> ALL = new ConcurrentHashMap<>();
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private List<String> records = List.of();
    private final List<Long> watermarks = new ArrayList<>();
    private int checkpoints;
    private boolean hasFailed;

    private Observation() {}

    /** Begins to observe a stream. */
    static Observation of(String name, DataStream<OrderRecord> stream) {
        Observation observation = ALL.computeIfAbsent(name, key -> new Observation());
        stream.transform("observe", DomainTypes.ORDER_RECORD, new Observer(name))
                .uid("observe")
                .setParallelism(1);
        return observation;
    }

    synchronized List<String> records() {
        return records;
    }

    synchronized List<Long> watermarks() {
        return List.copyOf(watermarks);
    }

    synchronized int checkpoints() {
        return checkpoints;
    }

    synchronized boolean hasFailed() {
        return hasFailed;
    }

    /** Waits until what has been observed so far is as wanted. */
    synchronized void await(Predicate<Observation> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!wanted.test(this)) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new AssertionError("after " + LIMIT + " there came only " + records);
            }
            wait(leftMs);
        }
    }

    /** Waits until a checkpoint holds all that was observed before the call. */
    void awaitCheckpoint() throws InterruptedException {
        int before = checkpoints();
        await(now -> now.checkpoints() >= before + 2);
    }

    private synchronized void update(List<String> seen) {
        records = List.copyOf(seen);
        notifyAll();
    }

    private synchronized void addWatermark(long timestampMs) {
        watermarks.add(timestampMs);
        notifyAll();
    }

    private synchronized void addCheckpoint() {
        checkpoints++;
        notifyAll();
    }

    private synchronized boolean isFirstFailure() {
        boolean isFirst = !hasFailed;
        hasFailed = true;
        notifyAll();
        return isFirst;
    }

    private static String shown(OrderRecord record) {
        if (record instanceof OrderReject reject) {
            return reject.source() + ":" + reject.position();
        }
        if (record instanceof OrderEvent.Change change) {
            return change.key().number() + (change.row() == null ? " gone" : "");
        }
        return "heartbeat";
    }

    private static final class Observer extends AbstractStreamOperator<OrderRecord>
            implements OneInputStreamOperator<OrderRecord, OrderRecord> {
        private final String name;
        private transient List<String> seen;
        private transient ListState<String> state;

        Observer(String name) {
            this.name = name;
        }

        @Override
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            state =
                    context.getOperatorStateStore()
                            .getListState(new ListStateDescriptor<>("seen", Types.STRING));
            seen = new ArrayList<>();
            state.get().forEach(seen::add);
            ALL.get(name).update(seen);
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            state.update(seen);
        }

        @Override
        public void processElement(StreamRecord<OrderRecord> element) {
            String shown = shown(element.getValue());
            if (shown.equals(FAILING) && ALL.get(name).isFirstFailure()) {
                throw new IllegalStateException("planned");
            }
            seen.add(shown);
            ALL.get(name).update(seen);
        }

        @Override
        public void processWatermark(Watermark watermark) throws Exception {
            super.processWatermark(watermark);
            ALL.get(name).addWatermark(watermark.getTimestamp());
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) throws Exception {
            super.notifyCheckpointComplete(checkpointId);
            ALL.get(name).addCheckpoint();
        }
    }
}
