package io.recon.local.reconcile;

import io.recon.model.TransactionKey;
import io.recon.model.bill.BillLine;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.ResultId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A result as a flat row of texts, in the columns that its readers know. */
final class ResultRow {
    /** The names of the columns, in order. */
    static final List<String> COLUMNS =
            List.of(
                    "result_id",
                    "revision",
                    "channel",
                    "account",
                    "txn_type",
                    "txn_no",
                    "platform_day",
                    "channel_day",
                    "outcome",
                    "state",
                    "differences",
                    "platform_currency",
                    "platform_amount",
                    "platform_status",
                    "platform_time",
                    "channel_currency",
                    "channel_amount",
                    "channel_fee",
                    "channel_status",
                    "channel_time",
                    "channel_trade_no",
                    "bill_file",
                    "bill_line",
                    "decided_at");

    private ResultRow() {}

    /** The cells of a changed result; an absent one is empty. */
    static String[] cells(ResultChange change) {
        TransactionKey key = change.key();
        Result result = change.change().after();
        String[] cells = new String[COLUMNS.size()];
        cells[0] = ResultId.of(key, result);
        cells[1] = Integer.toString(result.revision());
        cells[2] = key.channel();
        cells[3] = key.account();
        cells[4] = key.type().name();
        cells[5] = key.number();
        cells[8] = result.verdict().outcome().name();
        cells[9] = result.verdict().pending() ? "PENDING" : "FINAL";
        cells[10] = result.verdict().differenceNames();
        PlatformSide platform = result.platform();
        if (platform != null) {
            cells[6] = day(platform.day());
            cells[11] = platform.amount().currency();
            cells[12] = Long.toString(platform.amount().minor());
            cells[13] = platform.status().name();
            cells[14] = time(platform.timeMs());
        }
        BillLine line = result.line();
        if (line != null) {
            cells[7] = day(line.position().day());
            cells[15] = line.amount().currency();
            cells[16] = Long.toString(line.amount().minor());
            cells[17] = Long.toString(line.feeMinor());
            cells[18] = line.status().name();
            cells[19] = time(line.timeMs());
            cells[20] = line.tradeNumber();
            cells[21] = line.position().file();
            cells[22] = Long.toString(line.position().line());
        }
        cells[23] = time(change.decidedAtMs());
        return cells;
    }

    static String day(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }

    private static String time(long epochMs) {
        return Instant.ofEpochMilli(epochMs).toString();
    }
}
