package io.recon.connectors.bill.format.wechat;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillEntry;
import io.recon.connectors.bill.format.BillError;
import io.recon.connectors.bill.format.UnreadableBillException;
import io.recon.connectors.bill.format.text.BoundedLines;
import io.recon.connectors.bill.format.text.HeaderColumns;
import io.recon.model.bill.LinePosition;
import java.io.IOException;
import java.util.List;

/** One open trade bill: its header, its records, its totals, in this order and nothing else. */
final class WechatBill {
    private final int day;
    private final String position;
    private final WechatRecords records;
    private final WechatRows rows;
    private boolean ended;

    /**
     * Reads the header.
     *
     * @param day the bill day, epoch days
     * @param position where the records stand, for people
     */
    WechatBill(BoundedLines lines, int day, String position, BillContext context)
            throws UnreadableBillException, IOException {
        this.day = day;
        this.position = position;
        this.records = new WechatRecords(lines, context.limits().lineBytes());
        records.nextLine();
        HeaderColumns columns = HeaderColumns.of(names(records.text()));
        this.rows = new WechatRows(WechatLayout.of(columns), context);
        records.expectColumns(columns.count());
    }

    private static List<String> names(String header) {
        // What became of a byte order mark that was taken for text.
        boolean marked = header.startsWith("\uFEFF") || header.startsWith("?");
        return List.of((marked ? header.substring(1) : header).split(",", -1));
    }

    /** The next entry, or null at the end. */
    BillEntry next() throws UnreadableBillException, IOException {
        if (ended) {
            return records.nextLine()
                    ? rejected(BillError.LINE_INCONSISTENT, "a line behind the totals")
                    : null;
        }
        if (!records.next()) {
            throw missing("the bill ends without its totals (总交易单数): a part of it is missing");
        }
        if (records.isRecord()) {
            return rows.read(records, at());
        }
        String line = records.text();
        if (!WechatTotals.isHeader(line)) {
            return rejected(
                    BillError.COLUMN_MISMATCH, "the line does not begin with a backtick (`)");
        }
        readTotals(line);
        ended = true;
        return next();
    }

    private void readTotals(String header) throws UnreadableBillException, IOException {
        if (!records.nextLine() || !records.isRecord()) {
            throw missing("the line with the totals' values is missing behind their names");
        }
        WechatCells cells = new WechatCells();
        cells.cut(records.chars(), records.length());
        rows.totals().declare(header, cells.texts());
    }

    private static UnreadableBillException missing(String what) {
        return new UnreadableBillException(BillError.MISSING_TRAILER, what);
    }

    private LinePosition at() {
        return new LinePosition(day, position, records.number());
    }

    private BillEntry rejected(BillError error, String detail) {
        return new BillEntry.Rejected(at(), error, detail, records.text());
    }

    WechatTotals totals() {
        return rows.totals();
    }
}
