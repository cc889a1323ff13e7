package io.recon.udf.reconcile;

import static java.util.Objects.requireNonNull;

import io.recon.model.TransactionKey;
import io.recon.model.bill.BillRecord;
import io.recon.model.conservation.LedgerAccumulator;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.day.DayClock;
import io.recon.model.day.DayProgress;
import io.recon.model.day.Horizon;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.Input;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.Policy;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.Retention;
import io.recon.model.reconcile.Step;
import io.recon.model.reconcile.TransactionState;
import io.recon.model.reconcile.Transition;
import io.recon.model.statistics.StatisticsAccumulator;
import io.recon.model.statistics.StatisticsDelta;
import io.recon.udf.type.DomainTypes;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Reconciles one channel: its orders (input 1, changes only) with its bill lines (input 2, lines
 * and retractions only), both partitioned by {@link PartitionKeys}. The main output is every change
 * of a result; the side outputs are named by the tags below.
 *
 * <p>It owns control flow, state and time; {@link Transition} decides. For every record it reads
 * the transaction's state once and writes it at most once. A transaction that waits for a day's
 * close has one event-time timer at that day's closing watermark, any other has none.
 *
 * <p>Time. A day is closed when it is over at both inputs' watermarks, and the bill input's
 * watermark passes a day only when the day is sealed. It is an operator of its own, and no function
 * inside Flink's, since it must see each input's watermark by itself:
 *
 * <ul>
 *   <li>the first watermark of the bill input tells the channel's first day ({@link DayProgress});
 *   <li>an input that ends emits {@link Long#MAX_VALUE}. From the orders it lets every sealed day
 *       close. From the bills it seals nothing and is held back: no day after the last real
 *       watermark ever closes;
 *   <li>an idle input stands still: silence is no progress.
 * </ul>
 *
 * <p>What is closed is remembered over restarts, so that a side that comes after its day's close is
 * decided at once, also before the watermarks have come back to where they were. So are the
 * watermarks: a day whose orders were read before a restart closes after it without waiting for
 * newer ones.
 *
 * <table>
 * <caption>What happens to state</caption>
 * <tr><th>input</th><th>state</th><th>timer</th></tr>
 * <tr><td>past the retention</td><td>not read</td><td>as it was</td></tr>
 * <tr><td>repeated, or an older version</td><td>read only</td><td>as it was</td></tr>
 * <tr><td>a lone side of an open day</td><td>written</td><td>set for the day's close</td></tr>
 * <tr><td>the counterpart</td><td>written</td><td>deleted</td></tr>
 * <tr><td>a lone side of a closed day</td><td>written</td><td>none, or for the next day's close where it is carried over</td></tr>
 * <tr><td>the order's deletion</td><td>written: its version stays, so that no older one revives it</td><td>deleted if nothing waits</td></tr>
 * <tr><td>the retraction of all there was</td><td>cleared where nothing was emitted</td><td>deleted</td></tr>
 * </table>
 *
 * <p>State that is not written for the retention and 30 days more is removed by its time to live.
 */
public final class ReconcileOperator extends AbstractStreamOperator<ResultChange>
        implements TwoInputStreamOperator<OrderEvent, BillRecord, ResultChange>,
                Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1L;

    /** Differences of the statistics; they are emitted before every checkpoint at the latest. */
    public static final OutputTag<StatisticsDelta> STATISTICS =
            new OutputTag<>("statistics", DomainTypes.STATISTICS_DELTA);

    /** Differences of the ledger; they are emitted before every checkpoint at the latest. */
    public static final OutputTag<LedgerDelta> LEDGER =
            new OutputTag<>("ledger", DomainTypes.LEDGER_DELTA);

    /** Corrections to the reports of landing files. */
    public static final OutputTag<AdjustedLine> ADJUSTED_LINES =
            new OutputTag<>("adjusted-lines", DomainTypes.ADJUSTED_LINE);

    /** Orders that came after their day's retention. */
    public static final OutputTag<OrderReject> LATE_ORDERS =
            new OutputTag<>("late-orders", DomainTypes.ORDER_REJECT);

    /** Bill lines that came after their day's retention, all of them {@link BillRecord.Reject}. */
    public static final OutputTag<BillRecord> LATE_LINES =
            new OutputTag<>("late-lines", DomainTypes.BILL_RECORD);

    /**
     * How far this subtask's days have come, whenever that changes; always before the watermark
     * that it follows from.
     */
    public static final OutputTag<DayProgress> PROGRESS =
            new OutputTag<>("progress", DomainTypes.DAY_PROGRESS);

    /**
     * How long a close keeps records and barriers waiting at a time, milliseconds: some fifty
     * transactions.
     */
    private static final long CLOSE_SLICE_MS = 5;

    /** So many cells are added up before they are emitted without waiting for a checkpoint. */
    static final int MOST_CELLS = 4_096;

    private final String channel;
    private final ZoneId zone;
    private final LocalTime cutOff;
    private final Policy policy;
    private final AtEnd atEnd;
    private final int mostWaitingInMemory;
    private final long closeSliceMs;

    private transient MailboxExecutor mailbox;
    private transient DayClock clock;
    private transient Transition transition;

    /** Seen by tests. */
    transient ReconcileMetrics recorded;

    private transient StatisticsAccumulator statistics;
    private transient LedgerAccumulator ledger;
    private transient StreamRecord<ResultChange> reusedRecord;

    private transient ValueState<TransactionState> transactions;
    private transient ListState<DayProgress> progressState;
    private transient ListState<Long> openState;
    private transient CloseTimers timers;
    private transient PacedClose closes;

    private transient DayProgress progress;
    private transient Horizon horizon;
    private transient long orderWatermarkMs;
    private transient boolean billsEnded;
    private transient long watermarkMs;

    /**
     * An operator for one channel.
     *
     * @param channel the channel's configured name
     * @param zone the channel's zone
     * @param cutOff when the channel's day begins
     * @param atEnd whether the end of both inputs is the end of all
     * @param mostWaitingInMemory how many transactions of each subtask may wait for a day's close
     *     without a timer; worth its memory only where most meet their counterpart before the next
     *     checkpoint. Each takes some 200 bytes of the heap
     */
    public ReconcileOperator(
            String channel,
            ZoneId zone,
            LocalTime cutOff,
            Policy policy,
            AtEnd atEnd,
            int mostWaitingInMemory) {
        this(channel, zone, cutOff, policy, atEnd, mostWaitingInMemory, CLOSE_SLICE_MS);
    }

    /**
     * An operator for a channel that closes at a pace of its own.
     *
     * @param closeSliceMs how long a close keeps records and barriers waiting at a time,
     *     milliseconds; with 0 every transaction is a slice
     */
    public ReconcileOperator(
            String channel,
            ZoneId zone,
            LocalTime cutOff,
            Policy policy,
            AtEnd atEnd,
            int mostWaitingInMemory,
            long closeSliceMs) {
        this.channel = requireNonNull(channel, "channel");
        this.zone = requireNonNull(zone, "zone");
        this.cutOff = requireNonNull(cutOff, "cutOff");
        this.policy = requireNonNull(policy, "policy");
        this.atEnd = requireNonNull(atEnd, "atEnd");
        this.mostWaitingInMemory = mostWaitingInMemory;
        this.closeSliceMs = closeSliceMs;
    }

    @Override
    public void setMailboxExecutor(MailboxExecutor mailboxExecutor) {
        super.setMailboxExecutor(mailboxExecutor);
        mailbox = mailboxExecutor;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        // All subtasks' elements go to each: what is remembered of time belongs to the channel.
        progressState =
                context.getOperatorStateStore().getUnionListState(ReconcileState.progress());
        openState = context.getOperatorStateStore().getListState(ReconcileState.openTransactions());
        progress = null;
        for (DayProgress former : progressState.get()) {
            progress = progress == null ? former : progress.least(former);
        }
        if (progress == null) {
            progress = DayProgress.NONE;
        }
        horizon = progress.horizon(false);
        orderWatermarkMs = Long.MIN_VALUE;
        watermarkMs = Long.MIN_VALUE;
    }

    @Override
    public void open() throws Exception {
        super.open();
        clock = new DayClock(zone, cutOff);
        transition = new Transition(clock, policy);
        statistics = new StatisticsAccumulator();
        ledger = new LedgerAccumulator();
        reusedRecord = new StreamRecord<>(null);
        transactions =
                getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        ReconcileState.transaction(policy));
        InternalTimerService<VoidNamespace> service =
                getInternalTimerService("day-close", VoidNamespaceSerializer.INSTANCE, this);
        timers = new CloseTimers(service, clock, this, mostWaitingInMemory);
        for (Long open : openState.get()) {
            timers.addOpen(open);
        }
        closes =
                new PacedClose(
                        getTimeServiceManager().orElseThrow()::tryAdvanceWatermark,
                        output::emitWatermark,
                        mailbox,
                        getProcessingTimeService(),
                        closeSliceMs);
        recorded =
                new ReconcileMetrics(
                        getMetricGroup(),
                        channel,
                        () -> timers.open(),
                        () -> ReconcileMetrics.shown(horizon.closedThrough()));
    }

    @Override
    public void processElement1(StreamRecord<OrderEvent> element) throws Exception {
        OrderEvent.Change change = (OrderEvent.Change) element.getValue();
        closes.recordCame();
        recorded.orders.inc();
        Retention.Decision decision = Retention.of(change, horizon, clock, policy);
        if (decision != Retention.Decision.APPLY) {
            recorded.ordersPastRetention.inc();
            if (decision == Retention.Decision.DEAD_LETTER) {
                recorded.deadLetters.inc();
                OrderReject reject = LateRecords.reject(change, clock, horizon, policy);
                output.collect(LATE_ORDERS, new StreamRecord<>(reject));
            }
            return;
        }
        apply(change.key(), new Input.Order(change.row(), change.version()));
    }

    @Override
    public void processElement2(StreamRecord<BillRecord> element) throws Exception {
        BillRecord record = element.getValue();
        closes.recordCame();
        recorded.lines.inc();
        if (Retention.of(record, horizon, policy) != Retention.Decision.APPLY) {
            recorded.linesPastRetention.inc();
            recorded.deadLetters.inc();
            BillRecord.Reject reject = LateRecords.reject(record, horizon, policy);
            output.collect(LATE_LINES, new StreamRecord<>(reject));
            return;
        }
        if (record instanceof BillRecord.Line line) {
            apply(line.key(), new Input.Line(line.line()));
        } else {
            BillRecord.Retraction retraction = (BillRecord.Retraction) record;
            apply(retraction.key(), new Input.Retraction(retraction.line()));
        }
    }

    private void apply(TransactionKey key, Input input) throws Exception {
        TransactionState held = transactions.value();
        TransactionState before = held == null ? TransactionState.EMPTY : held;
        Step step = transition.apply(before, input, horizon);
        switch (step.effect()) {
            case NOT_NEWER -> recorded.notNewer.inc();
            case ALREADY_APPLIED -> recorded.alreadyApplied.inc();
            case APPLIED -> {
                recorded.applied(input).inc();
                if (isChanged(before, step)) {
                    write(held, step.next());
                    timers.move(before.wakeDay(), step.next().wakeDay(), horizon);
                }
                emit(key, before, step);
            }
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        wake(timer.getKey());
    }

    /**
     * A day has closed for the current key's transaction, or the inputs have ended. Records may
     * come between the timers of one close and timers may fire again, so everything is decided anew
     * by the state.
     */
    private void wake(String key) throws Exception {
        timers.fired();
        TransactionState before = transactions.value();
        if (before == null) {
            recorded.timerWithoutState.inc();
            LOG.error(
                    "channel {}: the timer of transaction {} found no state: it is lost",
                    channel,
                    key);
            return;
        }
        Step step = transition.apply(before, Input.Wake.INSTANCE, horizon);
        if (isChanged(before, step)) {
            write(before, step.next());
        }
        timers.set(step.next().wakeDay(), horizon);
        emit(TransactionKey.ofPartitionKey(channel, key), before, step);
    }

    int waitingInMemory() {
        return timers.inMemory();
    }

    private void wakeDue(long reachedMs) throws Exception {
        for (String key : timers.takeDue(reachedMs)) {
            setCurrentKey(key);
            wake(key);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no timer is set by processing time, but " + timer);
    }

    /** A state of which nothing changed is handed on as the same object. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isChanged(TransactionState before, Step step) {
        return step.next() != before;
    }

    private void write(TransactionState held, TransactionState next) throws Exception {
        if (!next.equals(TransactionState.EMPTY)) {
            transactions.update(next);
        } else if (held != null) {
            transactions.clear();
        }
    }

    private void emit(TransactionKey key, TransactionState before, Step step) {
        List<Change> changes = step.changes();
        if (!changes.isEmpty()) {
            long nowMs = getProcessingTimeService().getCurrentProcessingTime();
            for (Change change : changes) {
                recorded.results(change.after().verdict().outcome()).inc();
                statistics.add(key, change);
                // Without a timestamp: one would become the time of the record in Kafka.
                output.collect(reusedRecord.replace(new ResultChange(key, change, nowMs)));
            }
        }
        for (LineAdjustment adjustment : step.adjustments()) {
            output.collect(ADJUSTED_LINES, new StreamRecord<>(new AdjustedLine(key, adjustment)));
        }
        ledger.add(key, before, step.next(), horizon.firstDay());
        if (statistics.size() > MOST_CELLS || ledger.size() > MOST_CELLS) {
            flush();
        }
    }

    /** Nothing that was added up may be behind a barrier: it is in nobody's state. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        flush();
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    private void flush() {
        statistics.drainTo(delta -> output.collect(STATISTICS, new StreamRecord<>(delta)));
        ledger.drainTo(delta -> output.collect(LEDGER, new StreamRecord<>(delta)));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        timers.registerAll();
        super.snapshotState(context);
        progressState.update(List.of(progress));
        openState.update(List.of(timers.open()));
    }

    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        orderWatermarkMs = mark.getTimestamp();
        advance();
    }

    @Override
    public void processWatermark2(Watermark mark) throws Exception {
        billsEnded |= mark.getTimestamp() == Long.MAX_VALUE;
        progress = progress.withBillWatermark(mark.getTimestamp(), clock);
        advance();
    }

    /** Closes what may close. The days come first, since the timers that fire ask for them. */
    private void advance() throws Exception {
        progress = progress.withOrderWatermark(orderWatermarkMs, clock);
        tellProgress();
        horizon = progress.horizon(false);
        long both = progress.watermark(orderWatermarkMs);
        if (both > watermarkMs) {
            watermarkMs = both;
            wakeDue(both);
            closes.reach(both);
        }
        if (billsEnded && orderWatermarkMs == Long.MAX_VALUE) {
            end();
        }
    }

    private void tellProgress() {
        if (progress.firstDay() != horizon.firstDay()
                || progress.closedThrough() != horizon.closedThrough()) {
            output.collect(PROGRESS, new StreamRecord<>(progress));
        }
    }

    private void end() throws Exception {
        closes.complete();
        if (atEnd == AtEnd.LEAVE_UNDECIDED) {
            horizon = progress.horizon(true);
            wakeDue(Long.MAX_VALUE);
            closes.reach(Long.MAX_VALUE);
            closes.complete();
        } else {
            // Fires no timer here, and lets those behind know that the stream ends.
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }
    }
}
