package io.recon.local.output;

import io.recon.model.TransactionKey;
import io.recon.model.bill.BillLine;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.ResultId;
import java.util.List;

/** A result as a flat row, in the columns that its readers know. */
public final class ResultRow {
    /** The names of the columns, in order. */
    public static final List<String> COLUMNS =
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

    /** Adds the cells of a changed result to a row; an absent one is empty. */
    public static void write(ResultChange change, CsvText row) {
        TransactionKey key = change.key();
        Result result = change.change().after();
        PlatformSide platform = result.platform();
        BillLine line = result.line();
        row.text(ResultId.of(key, result))
                .number(result.revision())
                .text(key.channel())
                .text(key.account())
                .text(key.type().name())
                .text(key.number());
        if (platform == null) {
            row.empty();
        } else {
            row.day(platform.day());
        }
        if (line == null) {
            row.empty();
        } else {
            row.day(line.position().day());
        }
        row.text(result.verdict().outcome().name())
                .text(result.verdict().pending() ? "PENDING" : "FINAL")
                .text(result.verdict().differenceNames());
        writePlatform(platform, row);
        writeLine(line, row);
        row.instant(change.decidedAtMs());
    }

    private static void writePlatform(PlatformSide platform, CsvText row) {
        if (platform == null) {
            row.empty().empty().empty().empty();
            return;
        }
        row.text(platform.amount().currency())
                .number(platform.amount().minor())
                .text(platform.status().name())
                .instant(platform.timeMs());
    }

    private static void writeLine(BillLine line, CsvText row) {
        if (line == null) {
            row.empty().empty().empty().empty().empty().empty().empty().empty();
            return;
        }
        row.text(line.amount().currency())
                .number(line.amount().minor())
                .number(line.feeMinor())
                .text(line.status().name())
                .instant(line.timeMs())
                .text(line.tradeNumber())
                .text(line.position().file())
                .number(line.position().line());
    }
}
