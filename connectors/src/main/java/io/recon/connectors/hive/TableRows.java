package io.recon.connectors.hive;

import io.recon.connectors.hive.HiveRun.ChannelDays;
import io.recon.model.day.DayClock;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Makes a table's rows of records. Its first subtask also puts the table in order after dead
 * attempts, once after every start. Before anything is written it makes known what nobody told the
 * metastore of: later, a writer's own word could meet ours, and fail. When the first checkpoint is
 * complete it sweeps away what belongs to none: by then every writer has taken back the files that
 * its state names.
 *
 * @param <T> the stream's records
 * @param <R> the table's records
 */
final class TableRows<T, R> extends ProcessFunction<T, Row>
        implements RowContext, CheckpointListener {
    private static final long serialVersionUID = 1L;

    private final SerializableSupplier<TableDefinition<R>> table;
    private final RecordsOf<T, R> records;
    private final HiveRun run;
    private final HiveSettings settings;
    private final String location;

    private transient TableDefinition<R> definition;
    private transient Map<String, DayClock> clocks;
    private transient boolean sweeps;
    private transient long nowMs;

    TableRows(
            SerializableSupplier<TableDefinition<R>> table,
            RecordsOf<T, R> records,
            HiveRun run,
            HiveSettings settings,
            String location) {
        this.table = table;
        this.records = records;
        this.run = run;
        this.settings = settings;
        this.location = location;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        definition = table.get();
        clocks = new HashMap<>();
        sweeps = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        if (sweeps) {
            PartitionRegister.complete(
                    settings, definition.name(), location, definition.partitions().size());
        }
    }

    @Override
    public void processElement(T value, Context context, Collector<Row> rows) {
        nowMs = context.timerService().currentProcessingTime();
        records.forEach(value, record -> rows.collect(definition.row(record, this)));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        if (sweeps) {
            sweeps = false;
            LeftoverFiles.sweepInBackground(location, System.currentTimeMillis());
        }
    }

    @Override
    public long run() {
        return run.number();
    }

    @Override
    public long nowMs() {
        return nowMs;
    }

    @Override
    public int dayOf(String channel, long instantMs) {
        return clocks.computeIfAbsent(channel, this::clock).dayOf(instantMs);
    }

    private DayClock clock(String channel) {
        ChannelDays days = run.channels().get(channel);
        if (days == null) {
            throw new IllegalStateException(
                    "a record is of channel \""
                            + channel
                            + "\", but the channels are "
                            + run.channels().keySet());
        }
        return new DayClock(days.zone(), days.cutOff());
    }
}
