package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.template.BillTemplate.Column;
import io.recon.connectors.bill.format.template.BillTemplate.CsvRule;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.connectors.bill.format.text.CsvCells;
import io.recon.connectors.bill.format.text.CsvRecords;
import io.recon.connectors.bill.format.text.LineError;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;

/** A text of delimited cells whose columns are found by a header, or by their numbers. */
final class CsvText implements TemplateText {
    private static final int MOST_SHOWN = 300;

    private final CsvRule rule;
    private final List<Column> columns;
    private final BoundedLines lines;
    private final CsvRecords records;
    private final RecordCells cells;

    /** Where each of the template's columns stands, by their index. */
    private final int[] cellOf;

    private boolean begun;

    /** How many cells a record must have; 0 until that is known. */
    private int count;

    /**
     * @param in closed with this
     */
    CsvText(BillTemplate template, CsvRule rule, InputStream in, int lineBytes) {
        this.rule = rule;
        this.columns = template.columns();
        this.lines = new BoundedLines(in, template.files().charset(), lineBytes);
        this.records = new CsvRecords(lines, rule.delimiter(), rule.quote(), lineBytes);
        this.cellOf = new int[columns.size()];
        this.cells = new BoundCells(records.cells());
    }

    @Override
    public boolean next() throws UnreadableBillException, IOException {
        if (!begun) {
            begun = true;
            if (!rule.header()) {
                bindToNumbers();
                return nextOfBeginning();
            }
            readHeader();
        }
        return records.next();
    }

    /**
     * Goes to the first record. Where lines end with CR alone it is the whole text, and all lines
     * but its own would be lost: the count of its cells is held against nothing.
     */
    private boolean nextOfBeginning() throws UnreadableBillException, IOException {
        boolean found = records.next();
        if (found && records.text().stripTrailing().indexOf('\r') >= 0) {
            throw new UnreadableBillException(
                    BillError.MISSING_HEADER,
                    "line " + records.line() + " has a CR within; lines end with LF or CRLF");
        }
        return found;
    }

    private void readHeader() throws UnreadableBillException, IOException {
        if (!nextOfBeginning()) {
            throw new UnreadableBillException(
                    BillError.MISSING_HEADER,
                    "the file is empty; a header with the columns "
                            + columns.stream().map(Column::name).collect(Collectors.joining(", "))
                            + " is expected");
        }
        List<String> header = records.cells().texts();
        for (int i = 0; i < cellOf.length; i++) {
            Column column = columns.get(i);
            int at = header.indexOf(column.name());
            if (at < 0) {
                throw column.at()
                        .unreadable(
                                BillError.MISSING_HEADER,
                                "the header has no column "
                                        + column.name()
                                        + ", it is "
                                        + shown(header));
            }
            if (at != header.lastIndexOf(column.name())) {
                throw column.at()
                        .unreadable(
                                BillError.MISSING_HEADER,
                                "the header has the column "
                                        + column.name()
                                        + " twice, it is "
                                        + shown(header));
            }
            cellOf[i] = at;
        }
        expect(header.size());
    }

    private static String shown(List<String> header) {
        String text = String.join(",", header);
        return '"'
                + (text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text)
                + '"';
    }

    private void bindToNumbers() {
        for (int i = 0; i < cellOf.length; i++) {
            cellOf[i] = Integer.parseInt(columns.get(i).name()) - 1;
        }
    }

    private void expect(int cellCount) {
        count = cellCount;
        records.expectColumns(cellCount);
    }

    @Override
    public long line() {
        return records.line();
    }

    @Override
    public String raw() {
        return records.text();
    }

    @Override
    public RecordCells cells() throws LineError {
        int found = records.cells().count();
        if (count == 0) {
            int last = lastColumn();
            if (found <= cellOf[last]) {
                throw columns.get(last)
                        .at()
                        .lineError(
                                BillError.COLUMN_MISMATCH,
                                "the line has "
                                        + found
                                        + " cells, column "
                                        + columns.get(last).name()
                                        + " is expected");
            }
            expect(found);
        }
        if (found != count) {
            throw new LineError(
                    BillError.COLUMN_MISMATCH,
                    "the line has " + found + " cells, " + count + " are expected");
        }
        return cells;
    }

    /** The index of the column that stands furthest to the right. */
    private int lastColumn() {
        int last = 0;
        for (int i = 1; i < cellOf.length; i++) {
            if (cellOf[i] > cellOf[last]) {
                last = i;
            }
        }
        return last;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** A record's cells where the header has the template's columns. */
    private final class BoundCells implements RecordCells {
        private final CsvCells present;

        BoundCells(CsvCells present) {
            this.present = present;
        }

        @Override
        public boolean has(int column) {
            return true;
        }

        @Override
        public void requireAll() {
            // A record without them does not have the count of cells that is expected.
        }

        @Override
        public CharSequence view(int column) {
            return present.view(cellOf[column]);
        }
    }
}
