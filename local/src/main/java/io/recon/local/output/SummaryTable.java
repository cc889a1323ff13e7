package io.recon.local.output;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.recon.model.Currencies;
import io.recon.model.MinorUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws tables for a terminal: texts to the left, everything that is counted to the right. */
public final class SummaryTable {
    /** A cell that says nothing. */
    static final String NOTHING = "-";

    /** Of the library's 29 places for lines: above the head, below it, and below the last row. */
    private static final Character[] LINES = new Character[29];

    static {
        for (int place : new int[] {1, 8, 26}) {
            LINES[place] = '-';
        }
    }

    private SummaryTable() {}

    /** A number of things as a cell; none is a dash. */
    public static String count(long count) {
        return count == 0 ? NOTHING : Long.toString(count);
    }

    /** Amounts in minor units by currency as a cell, a line each; none is a dash. */
    public static String amounts(Map<String, Long> minorByCurrency) {
        List<String> amounts = new ArrayList<>();
        minorByCurrency.forEach(
                (currency, minor) -> {
                    int exponent = Currencies.exponent(currency).orElse(0);
                    amounts.add(MinorUnits.format(minor, exponent) + " " + currency);
                });
        return amounts.isEmpty() ? NOTHING : String.join("\n", amounts);
    }

    /**
     * A table, with lines above and below what it holds and none between columns. A column in which
     * something is counted is left out if no row has any.
     *
     * @param leftColumns how many of the first columns are texts
     */
    public static String of(List<String> columns, int leftColumns, List<String[]> rows) {
        List<Column> heads = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            boolean isText = i < leftColumns;
            boolean said = rows.stream().anyMatch(row -> !row[column].equals(NOTHING));
            HorizontalAlign align = isText ? HorizontalAlign.LEFT : HorizontalAlign.RIGHT;
            heads.add(
                    new Column()
                            .header(columns.get(i))
                            .headerAlign(align)
                            .dataAlign(align)
                            .visible(isText || said));
        }
        String table =
                AsciiTable.getTable(
                        LINES, heads.toArray(Column[]::new), rows.toArray(String[][]::new));
        return table.lines().map(SummaryTable::trimmed).collect(Collectors.joining("\n"));
    }

    /** A line of the table without the blanks around its first and last column. */
    private static String trimmed(String line) {
        return line.substring(1, line.length() - 1).stripTrailing();
    }
}
