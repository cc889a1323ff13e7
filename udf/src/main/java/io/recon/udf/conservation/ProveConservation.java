package io.recon.udf.conservation;

import io.recon.model.conservation.LedgerDelta;
import io.recon.model.conservation.LedgerKey;
import io.recon.model.conservation.Tally;
import io.recon.model.statistics.StatisticsDelta;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import io.recon.udf.type.DomainTypes;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds what the keyed state keeps (input 1, the ledger) against what the results say (input 2, the
 * statistics), account by account, in counts and in money.
 *
 * <p>The two come by different ways, so between two barriers one may be ahead of the other. At a
 * barrier both are complete: every subtask hands out what it has added up before it lets one pass.
 * So with every checkpoint the equations of {@link LedgerDelta} are proven for that very moment,
 * for open days as for closed ones. An account that does not balance is logged by its name, and
 * counted in the metrics {@code recon.channel.<channel>.conservationDifference} (transactions'
 * sides) and {@code conservationDifferenceMinor} (minor units, all currencies together). They must
 * be 0. What waits for a close is {@code openLines} and {@code openOrders}.
 *
 * <p>It runs in one subtask. Its state is what does not balance, which is nothing, and what is
 * open.
 */
public final class ProveConservation extends AbstractStreamOperator<Void>
        implements TwoInputStreamOperator<LedgerDelta, StatisticsDelta, Void> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_LOGGED = 20;

    private final String[] channels;

    private transient Map<LedgerKey, LedgerDelta> accounts;
    private transient ListState<LedgerDelta> accountState;

    /** By channel; seen by tests. */
    transient Map<String, Balance> balances;

    /** What a channel's metrics show: as of the last checkpoint. */
    static final class Balance {
        volatile long difference;
        volatile long differenceMinor;
        volatile long openLines;
        volatile long openOrders;
    }

    /**
     * An operator for all channels.
     *
     * @param channels the channels' configured names
     */
    public ProveConservation(Collection<String> channels) {
        this.channels = channels.toArray(String[]::new);
    }

    /** The accounts that hold anything that is open, or do not balance. */
    public static ListStateDescriptor<LedgerDelta> accounts() {
        return new ListStateDescriptor<>("conservation-accounts", DomainTypes.LEDGER_DELTA);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        accountState = context.getOperatorStateStore().getListState(accounts());
        accounts = new HashMap<>();
        for (LedgerDelta account : accountState.get()) {
            add(account);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks() != 1) {
            throw new IllegalStateException("one subtask must see all of an account");
        }
        balances = new TreeMap<>();
        for (String channel : channels) {
            Balance balance = new Balance();
            balances.put(channel, balance);
            MetricGroup group = getMetricGroup().addGroup("recon").addGroup("channel", channel);
            group.gauge("conservationDifference", () -> balance.difference);
            group.gauge("conservationDifferenceMinor", () -> balance.differenceMinor);
            group.gauge("openLines", () -> balance.openLines);
            group.gauge("openOrders", () -> balance.openOrders);
        }
        measure();
    }

    @Override
    public void processElement1(StreamRecord<LedgerDelta> element) {
        add(element.getValue());
    }

    /** A result's sides are what the accounts no longer have to account for. */
    @Override
    public void processElement2(StreamRecord<StatisticsDelta> element) {
        StatisticsKey key = element.getValue().key();
        Sums change = element.getValue().change();
        LedgerKey account =
                new LedgerKey(key.channel(), key.account(), key.day(), key.currency(), key.type());
        add(
                new LedgerDelta(
                        account,
                        new Tally(-change.channelCount(), -change.channelAmountMinor()),
                        Tally.ZERO,
                        Tally.ZERO,
                        new Tally(-change.platformCount(), -change.platformAmountMinor()),
                        Tally.ZERO,
                        Tally.ZERO));
    }

    /** Keeps of an account what is open and what is left over: the rest would grow for ever. */
    private void add(LedgerDelta delta) {
        LedgerDelta former = accounts.getOrDefault(delta.key(), LedgerDelta.none(delta.key()));
        LedgerDelta sum = former.plus(delta);
        LedgerDelta kept =
                new LedgerDelta(
                        delta.key(),
                        sum.lines().minus(sum.repeated()),
                        Tally.ZERO,
                        sum.openLines(),
                        sum.orders().minus(sum.beforeFirstDay()),
                        Tally.ZERO,
                        sum.openOrders());
        if (kept.isZero()) {
            accounts.remove(delta.key());
        } else {
            accounts.put(delta.key(), kept);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        measure();
        logDifferences(context.getCheckpointId());
        accountState.update(accounts.values().stream().toList());
    }

    private void measure() {
        Map<String, long[]> sums = new HashMap<>();
        for (LedgerDelta account : accounts.values()) {
            long[] sum = sums.computeIfAbsent(account.key().channel(), channel -> new long[4]);
            Tally lines = account.settledLines();
            Tally orders = account.settledOrders();
            sum[0] += Math.abs(lines.count()) + Math.abs(orders.count());
            sum[1] += Math.abs(lines.amountMinor()) + Math.abs(orders.amountMinor());
            sum[2] += account.openLines().count();
            sum[3] += account.openOrders().count();
        }
        balances.forEach(
                (channel, balance) -> {
                    long[] sum = sums.getOrDefault(channel, new long[4]);
                    balance.difference = sum[0];
                    balance.differenceMinor = sum[1];
                    balance.openLines = sum[2];
                    balance.openOrders = sum[3];
                });
    }

    private void logDifferences(long checkpoint) {
        accounts.values().stream()
                .filter(
                        account ->
                                !account.settledLines().isZero()
                                        || !account.settledOrders().isZero())
                .limit(MOST_LOGGED)
                .forEach(
                        account ->
                                LOG.error(
                                        "checkpoint {}: conservation is violated: channel {},"
                                            + " account {}, day {}, {}, {}: kept less on results:"
                                            + " lines {}, orders {}",
                                        checkpoint,
                                        account.key().channel(),
                                        account.key().account(),
                                        LocalDate.ofEpochDay(account.key().day()),
                                        account.key().currency(),
                                        account.key().type(),
                                        account.settledLines(),
                                        account.settledOrders()));
    }
}
