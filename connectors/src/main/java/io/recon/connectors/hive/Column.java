package io.recon.connectors.hive;

import static java.util.Objects.requireNonNull;

/**
 * A column of a table.
 *
 * @param comment a phrase for the metastore and for the reference page
 * @param cell what stands in it for a record
 * @param <R> the records that become rows
 */
record Column<R>(String name, ColumnType type, String comment, Cell<R> cell) {
    /** Takes a column's value, as its type says, from a record; null where it is absent. */
    interface Cell<R> {
        Object of(R record, RowContext context);
    }

    Column {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(comment, "comment");
        requireNonNull(cell, "cell");
    }
}
