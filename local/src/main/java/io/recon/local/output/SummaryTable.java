package io.recon.local.output;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.recon.model.Currencies;
import io.recon.model.MinorUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws tables for a terminal: texts to the left, everything that is counted to the right. */
public final class SummaryTable {
    private SummaryTable() {}

    /** A number of things as a cell; none is a dash. */
    public static String count(long count) {
        return count == 0 ? "-" : Long.toString(count);
    }

    /** Amounts in minor units by currency as a cell, a line each; none is a dash. */
    public static String amounts(Map<String, Long> minorByCurrency) {
        List<String> amounts = new ArrayList<>();
        minorByCurrency.forEach(
                (currency, minor) -> {
                    int exponent = Currencies.exponent(currency).orElse(0);
                    amounts.add(MinorUnits.format(minor, exponent) + " " + currency);
                });
        return amounts.isEmpty() ? "-" : String.join("\n", amounts);
    }

    /**
     * A table.
     *
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
