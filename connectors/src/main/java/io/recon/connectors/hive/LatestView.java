package io.recon.connectors.hive;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A view that gives the row with the highest (run, revision) of each of a table's items. It is
 * written in Hive's SQL so that Hive, Spark, Trino and Flink all read it.
 *
 * @param item the columns that name an item. No partition by day is among them, unless an item can
 *     never move from one to another: two runs may put a result under different days
 */
record LatestView(String name, String comment, TableDefinition<?> table, List<String> item) {
    LatestView {
        item = List.copyOf(item);
    }

    /** The view's query, with every name written out and quoted, as Hive expands views itself. */
    String query(String database) {
        List<String> columns = table.all().stream().map(Column::name).toList();
        return "SELECT "
                + quoted(columns)
                + " FROM (SELECT "
                + quoted(columns)
                + ", row_number() OVER (PARTITION BY "
                + quoted(item)
                + " ORDER BY `run` DESC, `revision` DESC) AS `newest` FROM `"
                + database
                + "`.`"
                + table.name()
                + "`) `revisions` WHERE `newest` = 1";
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
