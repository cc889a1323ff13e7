package io.recon.connectors.hive;

import static java.util.Objects.requireNonNull;

import io.recon.connectors.hive.Column.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A table, declared once: how it is made in the metastore, how its rows are written, what the
 * reference page says of it.
 *
 * @param comment a sentence
 * @param columns apart from the partitions
 * @param partitions texts, of which the table's directories are made; they stand last in a row
 * @param day the day of a record's partition
 * @param channel the channel of a record's partition; empty where the table is parted by day alone
 * @param <R> the records that become rows
 */
record TableDefinition<R>(
        String name,
        String comment,
        List<Column<R>> columns,
        List<Column<R>> partitions,
        DayOf<R> day,
        Function<R, String> channel) {
    TableDefinition {
        requireNonNull(name, "name");
        requireNonNull(comment, "comment");
        requireNonNull(day, "day");
        requireNonNull(channel, "channel");
        columns = List.copyOf(columns);
        partitions = List.copyOf(partitions);
    }

    /** Columns and partitions in the order of a row. */
    List<Column<R>> all() {
        List<Column<R>> all = new ArrayList<>(columns);
        all.addAll(partitions);
        return all;
    }

    InternalTypeInfo<RowData> rowType() {
        List<Column<R>> all = all();
        return InternalTypeInfo.ofFields(
                all.stream().map(column -> column.type().logicalType()).toArray(LogicalType[]::new),
                all.stream().map(Column::name).toArray(String[]::new));
    }

    /** The row of a record. */
    RowData row(R record, RowContext context) {
        GenericRowData row = new GenericRowData(columns.size() + partitions.size());
        int field = 0;
        for (Column<R> column : columns) {
            row.setField(field++, column.cell().of(record, context));
        }
        for (Column<R> partition : partitions) {
            row.setField(field++, partition.cell().of(record, context));
        }
        return row;
    }

    static <R> Builder<R> named(String name, String comment) {
        return new Builder<>(name, comment);
    }

    /** Declares a table column by column. */
    static final class Builder<R> {
        private final String name;
        private final String comment;
        private final List<Column<R>> columns = new ArrayList<>();
        private final List<Column<R>> partitions = new ArrayList<>();
        private DayOf<R> partitionDay;
        private Function<R, String> partitionChannel = record -> "";

        private Builder(String name, String comment) {
            this.name = name;
            this.comment = comment;
        }

        Builder<R> text(String column, String about, Function<R, String> value) {
            return add(
                    column,
                    ColumnType.STRING,
                    about,
                    (record, context) -> StringData.fromString(value.apply(record)));
        }

        /** A count, an amount, or any other whole number; null where it is absent. */
        Builder<R> number(String column, String about, Function<R, Long> value) {
            return add(column, ColumnType.BIGINT, about, (record, context) -> value.apply(record));
        }

        Builder<R> smallNumber(String column, String about, Function<R, Integer> value) {
            return add(column, ColumnType.INT, about, (record, context) -> value.apply(record));
        }

        Builder<R> flag(String column, String about, Function<R, Boolean> value) {
            return add(column, ColumnType.BOOLEAN, about, (record, context) -> value.apply(record));
        }

        /** A day, taken as epoch day; null where it is absent. */
        Builder<R> day(String column, String about, Function<R, Integer> epochDay) {
            return add(column, ColumnType.DATE, about, (record, context) -> epochDay.apply(record));
        }

        /** An instant, taken as epoch milliseconds and written as ISO-8601 in UTC. */
        Builder<R> instant(String column, String about, Function<R, Long> epochMs) {
            return add(
                    column,
                    ColumnType.STRING,
                    about,
                    (record, context) -> {
                        Long instantMs = epochMs.apply(record);
                        return instantMs == null ? null : context.instantOf(instantMs);
                    });
        }

        Builder<R> add(String column, ColumnType type, String about, Cell<R> cell) {
            columns.add(new Column<>(column, type, about, cell));
            return this;
        }

        /** Which run wrote the row. */
        Builder<R> run() {
            return add(
                    "run",
                    ColumnType.BIGINT,
                    "the run that wrote the row; a later run has a higher number",
                    (record, context) -> context.run());
        }

        /** The directory of a day. */
        Builder<R> byDay(String about, DayOf<R> epochDay) {
            partitionDay = epochDay;
            partitions.add(
                    new Column<>(
                            "dt",
                            ColumnType.STRING,
                            about,
                            (record, context) -> context.dateOf(epochDay.of(record, context))));
            return this;
        }

        /** The directory of a channel within its day. */
        Builder<R> byChannel(Function<R, String> channel) {
            partitionChannel = channel;
            partitions.add(
                    new Column<>(
                            "channel",
                            ColumnType.STRING,
                            "the channel's configured name",
                            (record, context) -> StringData.fromString(channel.apply(record))));
            return this;
        }

        TableDefinition<R> build() {
            return new TableDefinition<>(
                    name, comment, columns, partitions, partitionDay, partitionChannel);
        }
    }

    /** Under which day a record is stored, epoch days. */
    interface DayOf<R> {
        int of(R record, RowContext context);
    }
}
