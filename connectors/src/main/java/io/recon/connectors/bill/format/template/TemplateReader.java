package io.recon.connectors.bill.format.template;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.BillFile;
import io.recon.connectors.bill.format.BillReader;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.archive.Container;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.connectors.bill.format.text.CsvCells;
import io.recon.connectors.bill.format.text.CsvRecords;
import io.recon.connectors.bill.format.text.LineError;
import io.recon.model.bill.LinePosition;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Reads the members of one landing file by a template, one after another. */
final class TemplateReader implements BillReader {
    private final BillTemplate template;
    private final BillFile file;
    private final BillContext context;
    private final Container container;
    private final Queue<Container.Member> left;
    private final Queue<Container.Member> foreign;
    private final boolean severalHoldLines;

    private BoundedLines lines;
    private CsvRecords records;
    private TemplateLine line;
    private String position;
    private int columns;

    TemplateReader(
            BillTemplate template,
            BillFile file,
            BillContext context,
            Container container,
            List<Container.Member> members,
            List<Container.Member> foreign) {
        this.template = template;
        this.file = file;
        this.context = context;
        this.container = container;
        this.left = new ArrayDeque<>(members);
        this.foreign = new ArrayDeque<>(foreign);
        this.severalHoldLines = members.size() > 1;
    }

    @Override
    public BillEntry next() throws UnreadableBillException, IOException {
        while (true) {
            if (records == null) {
                if (left.isEmpty()) {
                    return nextForeign();
                }
                openNext(left.remove());
            }
            if (records.next()) {
                return entry();
            }
            lines.close();
            records = null;
        }
    }

    private BillEntry nextForeign() {
        Container.Member member = foreign.poll();
        if (member == null) {
            return null;
        }
        return new BillEntry.Rejected(
                new LinePosition(file.day(), member.fileAndEntry(), 0),
                BillError.NO_DETAIL_FILE,
                "the entry does not match the template's files: " + template.files().names(),
                "");
    }

    private void openNext(Container.Member member) throws UnreadableBillException, IOException {
        position = severalHoldLines ? member.fileAndEntry() : member.file();
        int lineBytes = context.limits().lineBytes();
        lines = new BoundedLines(member.open(), template.files().charset(), lineBytes);
        BillTemplate.CsvRule csv = template.csv();
        records = new CsvRecords(lines, csv.delimiter(), csv.quote(), lineBytes);
        line = new TemplateLine(template, context);
        columns = 0;
        if (csv.header()) {
            if (!records.next()) {
                throw new UnreadableBillException(
                        BillError.MISSING_HEADER,
                        "the file is empty; a header with the columns "
                                + String.join(", ", template.columns())
                                + " is expected");
            }
            line.bindTo(records.cells().texts());
            expect(records.cells().count());
        } else {
            line.bindToNumbers();
        }
    }

    private void expect(int count) {
        columns = count;
        records.expectColumns(count);
    }

    private BillEntry entry() {
        CsvCells cells = records.cells();
        LinePosition at = new LinePosition(file.day(), position, records.line());
        try {
            if (columns == 0 && cells.count() >= line.fewestColumns()) {
                expect(cells.count());
            }
            if (cells.count() != columns) {
                int expected = columns == 0 ? line.fewestColumns() : columns;
                throw new LineError(
                        BillError.COLUMN_MISMATCH,
                        "the line has " + cells.count() + " cells, " + expected + " are expected");
            }
            return line.read(cells, at);
        } catch (LineError e) {
            return new BillEntry.Rejected(at, e.error(), e.getMessage(), records.text());
        }
    }

    @Override
    public TotalsCheck totals() {
        return TotalsCheck.NONE;
    }

    @Override
    public void close() throws IOException {
        try (container) {
            if (lines != null) {
                lines.close();
            }
        }
    }
}
