package io.recon.connectors.hive;

import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
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
final class TableRows<T, R> extends ProcessFunction<T, RowData> implements CheckpointListener {
    private static final long serialVersionUID = 1L;

    private final SerializableSupplier<TableDefinition<R>> table;
    private final RecordsOf<T, R> records;
    private final HiveRun run;
    private final HiveSettings settings;
    private final String location;

    private transient TableDefinition<R> definition;
    private transient RunContext context;
    private transient boolean sweeps;

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
    public void open(OpenContext openContext) throws IOException {
        definition = table.get();
        context = new RunContext(run);
        sweeps = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        if (sweeps) {
            PartitionRegister.complete(
                    settings, definition.name(), location, definition.partitions().size());
        }
    }

    @Override
    public void processElement(T value, Context flink, Collector<RowData> rows) {
        RunContext now = context.at(flink.timerService().currentProcessingTime());
        records.forEach(value, record -> rows.collect(definition.row(record, now)));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        if (sweeps) {
            sweeps = false;
            LeftoverFiles.sweepInBackground(location, System.currentTimeMillis());
        }
    }
}
