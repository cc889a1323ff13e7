package io.recon.udf.reconcile;

import io.recon.model.day.DayProgress;
import io.recon.model.reconcile.Policy;
import io.recon.model.reconcile.TransactionState;
import io.recon.udf.type.DomainTypes;
import java.time.Duration;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** What the reconciling operator keeps: the one place that names its state. */
public final class ReconcileState {
    /** Added to the retention, in days, before unused state gives back its space. */
    public static final int SPARE_DAYS = 30;

    /** After how many entries of a compaction RocksDB asks for the time anew. */
    private static final long ENTRIES_PER_CLOCK_LOOK = 1_000;

    private ReconcileState() {}

    /** All that is remembered of a transaction, under its partition key. */
    public static ValueStateDescriptor<TransactionState> transaction(Policy policy) {
        ValueStateDescriptor<TransactionState> descriptor =
                new ValueStateDescriptor<>("transaction", DomainTypes.TRANSACTION_STATE);
        descriptor.enableTimeToLive(timeToLive(policy));
        return descriptor;
    }

    /**
     * Gives back space and decides nothing: what is expired and still there is read as ever. What
     * is too old to matter is decided in business time, before state is read.
     */
    public static StateTtlConfig timeToLive(Policy policy) {
        return StateTtlConfig.newBuilder(Duration.ofDays(policy.retentionDays() + SPARE_DAYS))
                .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                .setStateVisibility(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
                .cleanupInRocksdbCompactFilter(ENTRIES_PER_CLOCK_LOOK)
                .cleanupFullSnapshot()
                .build();
    }

    /** How far the channel's days have come: one element of every subtask. */
    static ListStateDescriptor<DayProgress> progress() {
        return new ListStateDescriptor<>("day-progress", DomainTypes.DAY_PROGRESS);
    }

    /** How many transactions wait for a close: one element of every subtask, for the metric. */
    static ListStateDescriptor<Long> openTransactions() {
        return new ListStateDescriptor<>("open-transactions", Types.LONG);
    }
}
