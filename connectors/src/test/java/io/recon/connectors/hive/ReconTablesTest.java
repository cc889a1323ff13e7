package io.recon.connectors.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconTablesTest {
    private static final Path PAGE = Path.of("..", "docs", "hive.md");
    private static final String FIRST = "<!-- tables: written from ReconTables -->\n";
    private static final String LAST = "<!-- end of tables -->\n";

    /** Rewrites the page's tables with -Drecon.docs.write=true. */
    @Test
    void thePageSaysWhatIsDeclared() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(FIRST) + FIRST.length();
        int end = page.indexOf(LAST);
        if (Boolean.getBoolean("recon.docs.write")) {
            Files.writeString(PAGE, page.substring(0, start) + tables() + page.substring(end));
            return;
        }
        assertThat(page.substring(start, end))
                .as("write it with -Drecon.docs.write=true")
                .isEqualTo(tables());
    }

    @Test
    void namesAreLowerCaseAndNoneIsDeclaredTwice() {
        assertThat(
                        Stream.concat(
                                ReconTables.TABLES.stream().map(TableDefinition::name),
                                ReconTables.VIEWS.stream().map(LatestView::name)))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z_]+"));
        for (TableDefinition<?> table : ReconTables.TABLES) {
            assertThat(names(table))
                    .as(table.name())
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[a-z_]+"))
                    .contains("run");
            assertThat(table.partitions().get(0).name()).isEqualTo("dt");
            assertThat(table.partitions())
                    .allMatch(partition -> partition.type() == ColumnType.STRING);
        }
    }

    @Test
    void viewsAskForColumnsOfTheirTables() {
        for (LatestView view : ReconTables.VIEWS) {
            assertThat(names(view.table())).containsAll(view.item()).contains("run", "revision");
        }
        assertThat(ReconTables.VIEWS.get(0).query("finance"))
                .startsWith("SELECT `result_id`, `revision`, ")
                .contains(
                        "row_number() OVER (PARTITION BY `channel`, `result_id`"
                                + " ORDER BY `run` DESC, `revision` DESC)",
                        "FROM `finance`.`recon_result`)")
                .endsWith("WHERE `newest` = 1");
    }

    private static List<String> names(TableDefinition<?> table) {
        return table.all().stream().map(Column::name).toList();
    }

    private static String tables() {
        StringBuilder page = new StringBuilder();
        for (TableDefinition<?> table : ReconTables.TABLES) {
            page.append("\n### ").append(table.name()).append("\n\n");
            page.append(table.comment()).append(".\n\n");
            page.append("| column | type | what it says |\n| --- | --- | --- |\n");
            for (Column<?> column : table.columns()) {
                page.append(row(column, ""));
            }
            for (Column<?> partition : table.partitions()) {
                page.append(row(partition, "partition: "));
            }
        }
        return page.append('\n').toString();
    }

    private static String row(Column<?> column, String kind) {
        return "| `%s` | %s | %s%s |\n"
                .formatted(column.name(), column.type().hiveName(), kind, column.comment());
    }
}
