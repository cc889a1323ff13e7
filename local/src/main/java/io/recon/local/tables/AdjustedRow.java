package io.recon.local.tables;

import io.recon.local.output.BillFileRows;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.Policy;
import java.time.Instant;
import org.apache.flink.types.Row;

/** A line that counts otherwise than its file's report says. */
final class AdjustedRow {
    private AdjustedRow() {}

    /**
     * Corrects the report of the line's file. A line whose file is not among them is of an issue
     * that is not shown, and passed over.
     */
    static void adjust(Row row, BillFileRows files) {
        BillLine line = line(row);
        String channel = row.getFieldAs("channel");
        if (!files.hasFileOf(channel, line)) {
            return;
        }
        boolean isOverLimit = row.<Long>getFieldAs("place") > Policy.MOST_LINES;
        String type = row.getFieldAs("txn_type");
        files.adjust(
                new AdjustedLine(
                        new TransactionKey(
                                channel,
                                row.getFieldAs("account"),
                                TransactionType.valueOf(type),
                                row.getFieldAs("txn_no")),
                        new LineAdjustment(
                                isOverLimit
                                        ? LineAdjustment.Kind.OVER_LIMIT
                                        : LineAdjustment.Kind.REPEATED,
                                line,
                                1)));
    }

    private static BillLine line(Row row) {
        String status = row.getFieldAs("status");
        return new BillLine(
                new LinePosition(
                        LandedFile.dayOf(row),
                        row.getFieldAs("bill_file"),
                        row.<Long>getFieldAs("bill_line")),
                new Money(row.<Long>getFieldAs("amount"), row.getFieldAs("currency")),
                row.<Long>getFieldAs("fee"),
                TransactionStatus.valueOf(status),
                Instant.parse(row.<String>getFieldAs("time")).toEpochMilli(),
                row.getFieldAs("channel_trade_no"));
    }
}
