package io.recon.connectors.hive;

import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Tells partitions apart by numbers, so that each belongs to one writer. Those of one day, and
 * those of one channel on days that follow each other, have numbers that do too: what is written at
 * the same time is dealt out evenly.
 *
 * @param <T> the stream's values; each has at most one record in the table
 * @param <R> the table's records
 */
final class PartitionNumber<T, R> implements KeySelector<T, Integer> {
    private static final long serialVersionUID = 1L;

    private final SerializableSupplier<TableDefinition<R>> table;
    private final RecordsOf<T, R> records;
    private final HiveRun run;

    private transient TableDefinition<R> definition;
    private transient RunContext context;
    private transient int number;

    PartitionNumber(
            SerializableSupplier<TableDefinition<R>> table, RecordsOf<T, R> records, HiveRun run) {
        this.table = table;
        this.records = records;
        this.run = run;
    }

    @Override
    public Integer getKey(T value) {
        if (definition == null) {
            definition = table.get();
            context = new RunContext(run);
        }
        number = 0;
        records.forEach(value, this::take);
        return number;
    }

    private void take(R record) {
        number =
                definition.day().of(record, context)
                        + context.numberOf(definition.channel().apply(record));
    }

    /** Deals the partitions out to writers. */
    static final class Dealer implements Partitioner<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public int partition(Integer number, int writers) {
            return Math.floorMod(number, writers);
        }
    }
}
