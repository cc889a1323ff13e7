package io.recon.udf.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.conservation.LedgerKey;
import io.recon.model.conservation.Tally;
import io.recon.model.day.DayClock;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderReject;
import io.recon.model.order.OrderRow;
import io.recon.model.order.SourceVersion;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.Policy;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.statistics.StatisticsAccumulator;
import io.recon.model.statistics.StatisticsDelta;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import io.recon.udf.type.DomainTypes;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** One channel's reconciling operator at any parallelism, with all that it has emitted. */
final class TestingReconciliation implements AutoCloseable {
    /** Where keyed state lives. */
    enum Backend {
        HEAP,
        ROCKSDB,
        /** On the heap, and two transactions of each subtask may wait without a timer. */
        HEAP_WAITING_IN_MEMORY;

        StateBackend create() {
            return switch (this) {
                case HEAP, HEAP_WAITING_IN_MEMORY -> new HashMapStateBackend();
                case ROCKSDB -> rocksDb();
            };
        }

        int mostWaitingInMemory() {
            return switch (this) {
                case HEAP, ROCKSDB -> 0;
                case HEAP_WAITING_IN_MEMORY -> 2;
            };
        }

        /** The harness's managed memory would be too little. */
        private static StateBackend rocksDb() {
            Configuration configuration = new Configuration();
            configuration.set(RocksDBOptions.USE_MANAGED_MEMORY, false);
            return new EmbeddedRocksDBStateBackend(false)
                    .configure(configuration, Backend.class.getClassLoader());
        }
    }

    static final String CHANNEL = "alipay";
    static final String ACCOUNT = "2088";
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final DayClock CLOCK = new DayClock(ZONE, LocalTime.MIDNIGHT);

    /** The first day of every test. */
    static final int DAY = (int) LocalDate.of(2026, 3, 1).toEpochDay();

    private static final int MAX_PARALLELISM = 128;
    private static final long USUAL_SLICE_MS = 5;

    private final Backend backend;
    private final Policy policy;
    private final AtEnd atEnd;
    private List<
                    KeyedTwoInputStreamOperatorTestHarness<
                            String, OrderEvent, BillRecord, ResultChange>>
            subtasks = new ArrayList<>();
    private long checkpoint;
    private long ttlTimeMs;
    private Random pace;

    /** The latest revision under every id. */
    final Map<String, ResultChange> latest = new TreeMap<>();

    final List<ResultChange> emitted = new ArrayList<>();
    final List<StatisticsDelta> statistics = new ArrayList<>();
    final List<LedgerDelta> ledger = new ArrayList<>();
    final List<AdjustedLine> adjusted = new ArrayList<>();
    final List<OrderReject> lateOrders = new ArrayList<>();
    final List<BillRecord> lateLines = new ArrayList<>();

    TestingReconciliation(Backend backend, AtEnd atEnd) throws Exception {
        this(backend, atEnd, Policy.DEFAULT);
    }

    TestingReconciliation(Backend backend, AtEnd atEnd, Policy policy) throws Exception {
        this.backend = backend;
        this.atEnd = atEnd;
        this.policy = policy;
        start(null, 1, 1);
    }

    /**
     * From the next restart on transactions are closed one by one, and other things come in between
     * by chance.
     */
    TestingReconciliation closingOneByOne(Random random) {
        pace = random;
        return this;
    }

    private void start(OperatorSubtaskState from, int formerParallelism, int parallelism)
            throws Exception {
        subtasks = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            ReconcileOperator operator =
                    new ReconcileOperator(
                            CHANNEL,
                            ZONE,
                            LocalTime.MIDNIGHT,
                            policy,
                            atEnd,
                            backend.mostWaitingInMemory(),
                            pace == null ? USUAL_SLICE_MS : 0);
            var subtask =
                    new KeyedTwoInputStreamOperatorTestHarness<>(
                            operator,
                            PartitionKeys.OF_ORDER,
                            PartitionKeys.OF_BILL_RECORD,
                            Types.STRING,
                            MAX_PARALLELISM,
                            parallelism,
                            i);
            operator.setMailboxExecutor(
                    new MailboxExecutorImpl(
                            subtask.getTaskMailbox(), 0, StreamTaskActionExecutor.IMMEDIATE));
            subtask.setStateBackend(backend.create());
            subtask.setStateTtlProcessingTime(ttlTimeMs);
            subtask.setup(DomainTypes.RESULT_CHANGE.createSerializer(new SerializerConfigImpl()));
            if (from != null) {
                subtask.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                from, MAX_PARALLELISM, formerParallelism, parallelism, i));
            }
            subtask.open();
            subtasks.add(subtask);
        }
    }

    /** Takes a checkpoint, stops, and goes on from it at a parallelism. Watermarks begin anew. */
    TestingReconciliation restart(int parallelism) throws Exception {
        return goOn(CheckpointType.CHECKPOINT, parallelism);
    }

    /** Goes on from a savepoint, which leaves expired state behind. */
    TestingReconciliation redeploy() throws Exception {
        return goOn(SavepointType.savepoint(SavepointFormatType.CANONICAL), subtasks.size());
    }

    private TestingReconciliation goOn(SnapshotType type, int parallelism) throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        checkpoint++;
        for (var subtask : subtasks) {
            subtask.prepareSnapshotPreBarrier(checkpoint);
            collect(subtask);
            states.add(
                    subtask.snapshotWithLocalState(checkpoint, checkpoint, type)
                            .getJobManagerOwnedState());
        }
        int former = subtasks.size();
        close();
        start(
                AbstractStreamOperatorTestHarness.repackageState(
                        states.toArray(OperatorSubtaskState[]::new)),
                former,
                parallelism);
        return this;
    }

    /** As a barrier does: what was added up leaves. */
    TestingReconciliation barrier() throws Exception {
        checkpoint++;
        for (var subtask : subtasks) {
            subtask.prepareSnapshotPreBarrier(checkpoint);
            collect(subtask);
        }
        return this;
    }

    TestingReconciliation orders(OrderEvent... events) throws Exception {
        for (OrderEvent event : events) {
            var subtask = subtasks.get(subtaskOf(PartitionKeys.OF_ORDER.getKey(event)));
            subtask.processElement1(new StreamRecord<>(event, event.timestampMs()));
            goOn(subtask);
        }
        return this;
    }

    TestingReconciliation bills(BillRecord... records) throws Exception {
        for (BillRecord record : records) {
            var subtask = subtasks.get(subtaskOf(PartitionKeys.OF_BILL_RECORD.getKey(record)));
            subtask.processElement2(new StreamRecord<>(record));
            goOn(subtask);
        }
        return this;
    }

    private int subtaskOf(String key) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                key, MAX_PARALLELISM, subtasks.size());
    }

    /** The orders' watermark. */
    TestingReconciliation ordersTo(long watermarkMs) throws Exception {
        for (var subtask : subtasks) {
            subtask.processWatermark1(new Watermark(watermarkMs));
            goOn(subtask);
        }
        return this;
    }

    /** The bills' watermark. */
    TestingReconciliation billsTo(long watermarkMs) throws Exception {
        for (var subtask : subtasks) {
            subtask.processWatermark2(new Watermark(watermarkMs));
            goOn(subtask);
        }
        return this;
    }

    /** The bill source starts: it says which day is the first. */
    TestingReconciliation firstDay(int day) throws Exception {
        return seal(day - 1);
    }

    /** The bill source has sealed a day. */
    TestingReconciliation seal(int day) throws Exception {
        return billsTo(CLOCK.closingWatermarkOf(day));
    }

    /** The orders have been read to the end of a day. */
    TestingReconciliation ordersThrough(int day) throws Exception {
        return ordersTo(CLOCK.closingWatermarkOf(day));
    }

    TestingReconciliation close(int day) throws Exception {
        return seal(day).ordersThrough(day);
    }

    TestingReconciliation endOrders() throws Exception {
        ordersTo(Long.MAX_VALUE);
        for (var subtask : subtasks) {
            subtask.endInput1();
        }
        return this;
    }

    TestingReconciliation endBills() throws Exception {
        billsTo(Long.MAX_VALUE);
        for (var subtask : subtasks) {
            subtask.endInput2();
        }
        return this;
    }

    TestingReconciliation idle() throws Exception {
        for (var subtask : subtasks) {
            subtask.processWatermarkStatus1(WatermarkStatus.IDLE);
            subtask.processWatermarkStatus2(WatermarkStatus.IDLE);
            collect(subtask);
        }
        return this;
    }

    /** Both inputs have ended, and so has the task. */
    TestingReconciliation finish() throws Exception {
        endBills().endOrders();
        for (var subtask : subtasks) {
            subtask.getOperator().finish();
            collect(subtask);
        }
        return this;
    }

    /** Sets the wall clock by which unused state is removed. */
    TestingReconciliation wallClock(Duration since) {
        ttlTimeMs = since.toMillis();
        subtasks.forEach(subtask -> subtask.setStateTtlProcessingTime(ttlTimeMs));
        return this;
    }

    /** Lets a close go on: to its end, or for a few transactions. */
    private void goOn(
            KeyedTwoInputStreamOperatorTestHarness<String, OrderEvent, BillRecord, ResultChange>
                    subtask)
            throws Exception {
        int most = pace == null ? Integer.MAX_VALUE : pace.nextInt(3);
        TaskMailbox mailbox = subtask.getTaskMailbox();
        for (int i = 0; i < most; i++) {
            Optional<Mail> mail = mailbox.tryTake(TaskMailbox.MIN_PRIORITY);
            if (mail.isPresent()) {
                mail.get().run();
            } else if (subtask.getProcessingTimeService().getNumActiveTimers() > 0) {
                subtask.setProcessingTime(subtask.getProcessingTime() + USUAL_SLICE_MS);
            } else {
                break;
            }
        }
        collect(subtask);
    }

    private void collect(
            KeyedTwoInputStreamOperatorTestHarness<String, OrderEvent, BillRecord, ResultChange>
                    subtask) {
        for (ResultChange change : subtask.extractOutputValues()) {
            ResultChange former = latest.put(change.resultId(), change);
            Result before = former == null ? null : former.change().after();
            assertThat(change.change().before()).isEqualTo(before);
            assertThat(change.change().after().revision())
                    .isEqualTo(before == null ? 0 : before.revision() + 1);
            emitted.add(change);
        }
        subtask.getOutput().clear();
        drain(subtask.getSideOutput(ReconcileOperator.STATISTICS), statistics);
        drain(subtask.getSideOutput(ReconcileOperator.LEDGER), ledger);
        drain(subtask.getSideOutput(ReconcileOperator.ADJUSTED_LINES), adjusted);
        drain(subtask.getSideOutput(ReconcileOperator.LATE_ORDERS), lateOrders);
        drain(subtask.getSideOutput(ReconcileOperator.LATE_LINES), lateLines);
    }

    private static <T> void drain(
            java.util.Queue<StreamRecord<T>> records, List<? super T> target) {
        if (records != null) {
            records.forEach(record -> target.add(record.getValue()));
            records.clear();
        }
    }

    /** What was emitted since this was asked last: {@code number OUTCOME differences}. */
    List<String> news() {
        List<String> news = emitted.stream().map(TestingReconciliation::line).toList();
        emitted.clear();
        return news;
    }

    /** The latest results that count. */
    List<String> standing() {
        return latest.values().stream()
                .filter(change -> !change.change().after().isWithdrawn())
                .map(TestingReconciliation::line)
                .toList();
    }

    /** All of the latest results that count, apart from revision, time and partition. */
    List<String> truth() {
        return latest.entrySet().stream()
                .filter(entry -> !entry.getValue().change().after().isWithdrawn())
                .map(
                        entry -> {
                            Result result = entry.getValue().change().after();
                            return entry.getKey()
                                    + " "
                                    + result.verdict()
                                    + " "
                                    + result.platform()
                                    + " "
                                    + result.line();
                        })
                .toList();
    }

    private static String line(ResultChange change) {
        Result result = change.change().after();
        String differences = result.verdict().differenceNames();
        return change.key().number()
                + " "
                + result.verdict().outcome()
                + (result.verdict().pending() ? " pending" : "")
                + (differences.isEmpty() ? "" : " " + differences);
    }

    /** How many transactions wait for a close, with a timer or without. */
    int timers() {
        return subtasks.stream()
                .mapToInt(
                        subtask ->
                                subtask.numEventTimeTimers()
                                        + ((ReconcileOperator) subtask.getOperator())
                                                .waitingInMemory())
                .sum();
    }

    int states() {
        int count = 0;
        String name = ReconcileState.transaction(policy).getName();
        for (var subtask : subtasks) {
            try (Stream<?> keys =
                    subtask.getOperator()
                            .getKeyedStateBackend()
                            .getKeys(name, VoidNamespace.INSTANCE)) {
                count += (int) keys.count();
            }
        }
        return count;
    }

    /** The sum of a metric over the subtasks. */
    long metric(ToLongFunction<ReconcileMetrics> metric) {
        return subtasks.stream()
                .map(subtask -> ((ReconcileOperator) subtask.getOperator()).recorded)
                .mapToLong(metric)
                .sum();
    }

    /** The statistics as the deltas add up to, without cells of zeros. */
    Map<StatisticsKey, Sums> summedStatistics() {
        Map<StatisticsKey, Sums> cells = new HashMap<>();
        statistics.forEach(delta -> cells.merge(delta.key(), delta.change(), Sums::plus));
        cells.values().removeIf(Sums::isZero);
        return cells;
    }

    /** The ledger as the deltas add up to. */
    Map<LedgerKey, LedgerDelta> summedLedger() {
        Map<LedgerKey, LedgerDelta> accounts = new HashMap<>();
        ledger.forEach(delta -> accounts.merge(delta.key(), delta, LedgerDelta::plus));
        return accounts;
    }

    /** After the end of a bounded run: the statistics are the results', and nothing is lost. */
    void assertConserved() {
        StatisticsAccumulator recount = new StatisticsAccumulator();
        for (ResultChange change : latest.values()) {
            recount.add(
                    change.key(),
                    new io.recon.model.reconcile.Change(null, change.change().after()));
        }
        Map<StatisticsKey, Sums> expected = new HashMap<>();
        recount.drainTo(delta -> expected.put(delta.key(), delta.change()));
        assertThat(summedStatistics()).isEqualTo(expected);

        Map<LedgerKey, Sums> results = new HashMap<>();
        summedStatistics()
                .forEach(
                        (key, sums) -> {
                            assertThat(key.outcome()).isNotEqualTo(Outcome.WITHDRAWN);
                            results.merge(
                                    new LedgerKey(
                                            key.channel(),
                                            key.account(),
                                            key.day(),
                                            key.currency(),
                                            key.type()),
                                    sums,
                                    Sums::plus);
                        });
        Map<LedgerKey, Sums> inputs = new HashMap<>();
        summedLedger()
                .forEach(
                        (key, account) -> {
                            Tally lines = account.settledLines();
                            Tally orders = account.settledOrders();
                            Sums sums =
                                    new Sums(
                                            orders.count(),
                                            orders.amountMinor(),
                                            lines.count(),
                                            lines.amountMinor());
                            if (!sums.isZero()) {
                                inputs.put(key, sums);
                            }
                        });
        assertThat(results).isEqualTo(inputs);
    }

    @Override
    public void close() throws Exception {
        for (var subtask : subtasks) {
            subtask.close();
        }
        subtasks = new ArrayList<>();
    }

    // What goes in.

    static long noon(int day) {
        return CLOCK.startOf(day) + Duration.ofHours(12).toMillis();
    }

    static TransactionKey key(String number) {
        return new TransactionKey(CHANNEL, ACCOUNT, TransactionType.PAYMENT, number);
    }

    /** A successful order of 10.00 CNY. */
    static OrderEvent.Change paid(String number, long paidAtMs) {
        return order(number, 1_000, TransactionStatus.SUCCESS, paidAtMs, paidAtMs);
    }

    /** A version of an order whose position in the log is {@code lsn}. */
    static OrderEvent.Change order(
            String number, long amountMinor, TransactionStatus status, long timeMs, long lsn) {
        OrderRow row =
                new OrderRow(
                        null,
                        null,
                        new Money(amountMinor, "CNY"),
                        status,
                        status == TransactionStatus.SUCCESS ? timeMs : OrderRow.NOT_PAID,
                        timeMs);
        return new OrderEvent.Change(key(number), OrderOperation.UPDATE, row, lsn(lsn, timeMs));
    }

    static OrderEvent.Change with(OrderOperation operation, OrderEvent.Change change) {
        return new OrderEvent.Change(change.key(), operation, change.row(), change.version());
    }

    static OrderEvent.Change deleted(String number, long timeMs, long lsn) {
        return new OrderEvent.Change(key(number), OrderOperation.DELETE, null, lsn(lsn, timeMs));
    }

    static SourceVersion lsn(long lsn, long timeMs) {
        return new SourceVersion(SourceVersion.Kind.LSN, 7, lsn, 0, 0, timeMs);
    }

    /** A successful line of 10.00 CNY in the day's first file. */
    static BillRecord.Line line(String number, int day, int line, long timeMs) {
        return line(number, day, line, timeMs, 1_000, "T-" + number);
    }

    static BillRecord.Line line(
            String number, int day, int line, long timeMs, long amountMinor, String tradeNumber) {
        return new BillRecord.Line(
                key(number),
                new BillLine(
                        new LinePosition(day, "a.csv", line),
                        new Money(amountMinor, "CNY"),
                        6,
                        TransactionStatus.SUCCESS,
                        timeMs,
                        tradeNumber),
                1);
    }

    static BillRecord.Retraction retraction(BillRecord.Line line) {
        return new BillRecord.Retraction(line.key(), line.line(), 2);
    }
}
