package io.recon.local.reconcile;

import io.recon.local.output.CsvText;
import io.recon.local.output.ResultRow;
import io.recon.model.reconcile.ResultChange;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** What {@code results.csv} says of a result, by column. */
public final class ResultCells {
    private ResultCells() {}

    /** An absent cell is an empty text. */
    public static Map<String, String> of(ResultChange change) throws IOException {
        CsvText text = new CsvText();
        ResultRow.write(change, text);
        StringWriter line = new StringWriter();
        text.endRow(line);
        CSVRecord record =
                CSVFormat.RFC4180.parse(new StringReader(line.toString())).iterator().next();
        TreeMap<String, String> cells = new TreeMap<>();
        for (int i = 0; i < ResultRow.COLUMNS.size(); i++) {
            cells.put(ResultRow.COLUMNS.get(i), record.get(i));
        }
        return cells;
    }
}
