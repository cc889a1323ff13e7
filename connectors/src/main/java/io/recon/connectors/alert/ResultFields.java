package io.recon.connectors.alert;

import io.recon.model.TransactionKey;
import io.recon.model.bill.BillLine;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.Verdict;
import java.io.IOException;

/** A result in the columns that the files and the tables have, under the same names. */
final class ResultFields {
    private ResultFields() {}

    static void write(ResultChange change, JsonFields json) throws IOException {
        TransactionKey key = change.key();
        Result result = change.change().after();
        PlatformSide platform = result.platform();
        BillLine line = result.line();
        json.text("result_id", change.resultId())
                .number("revision", result.revision())
                .text("channel", key.channel())
                .text("account", key.account())
                .text("txn_type", key.type().name())
                .text("txn_no", key.number());
        if (platform == null) {
            json.absent("platform_day");
        } else {
            json.day("platform_day", platform.day());
        }
        if (line == null) {
            json.absent("channel_day");
        } else {
            json.day("channel_day", line.position().day());
        }
        writeVerdict(result.verdict(), json);
        writePlatform(platform, json);
        writeLine(line, json);
        json.instant("decided_at", change.decidedAtMs());
        writePrevious(change.change().before(), json);
    }

    private static void writeVerdict(Verdict verdict, JsonFields json) throws IOException {
        json.text("outcome", verdict.outcome().name())
                .text("state", verdict.pending() ? "PENDING" : "FINAL")
                .text("differences", verdict.differenceNames());
    }

    private static void writePlatform(PlatformSide platform, JsonFields json) throws IOException {
        if (platform == null) {
            json.absent("platform_currency", "platform_amount", "platform_status", "platform_time");
            return;
        }
        json.text("platform_currency", platform.amount().currency())
                .number("platform_amount", platform.amount().minor())
                .text("platform_status", platform.status().name())
                .instant("platform_time", platform.timeMs());
    }

    private static void writeLine(BillLine line, JsonFields json) throws IOException {
        if (line == null) {
            json.absent(
                    "channel_currency",
                    "channel_amount",
                    "channel_fee",
                    "channel_status",
                    "channel_time",
                    "channel_trade_no",
                    "bill_file",
                    "bill_line");
            return;
        }
        json.text("channel_currency", line.amount().currency())
                .number("channel_amount", line.amount().minor())
                .number("channel_fee", line.feeMinor())
                .text("channel_status", line.status().name())
                .instant("channel_time", line.timeMs())
                .text("channel_trade_no", line.tradeNumber())
                .text("bill_file", line.position().file())
                .number("bill_line", line.position().line());
    }

    private static void writePrevious(Result before, JsonFields json) throws IOException {
        if (before == null) {
            json.absent("previous");
            return;
        }
        json.beginObject("previous").number("revision", before.revision());
        writeVerdict(before.verdict(), json);
        json.endObject();
    }
}
