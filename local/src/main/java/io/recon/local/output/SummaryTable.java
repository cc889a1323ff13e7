package io.recon.local.output;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;

/** Draws tables for a terminal: texts to the left, everything that is counted to the right. */
public final class SummaryTable {
    private SummaryTable() {}

    /**
     * @param leftColumns how many of the first columns are texts
     */
    public static String of(List<String> columns, int leftColumns, List<String[]> rows) {
        Column[] heads = new Column[columns.size()];
        for (int i = 0; i < heads.length; i++) {
            HorizontalAlign align = i < leftColumns ? HorizontalAlign.LEFT : HorizontalAlign.RIGHT;
            heads[i] = new Column().header(columns.get(i)).headerAlign(align).dataAlign(align);
        }
        return AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, heads, rows.toArray(String[][]::new));
    }
}
