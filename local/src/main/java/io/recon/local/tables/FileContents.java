package io.recon.local.tables;

import io.recon.model.TransactionType;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.OtherLines;
import io.recon.model.bill.BillRecord.Totals;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.Row;

/** Puts a file's report together again from its rows, one for each currency. */
final class FileContents {
    private final List<Cell> cells = new ArrayList<>();
    private final List<OtherLines> other = new ArrayList<>();
    private long rejected;
    private Row last;

    void add(Row row) {
        last = row;
        String currency = row.getFieldAs("currency");
        long payments = row.<Long>getFieldAs("payments");
        long refunds = row.<Long>getFieldAs("refunds");
        // Fees are told for both together: they stand with what is there.
        long fee = row.<Long>getFieldAs("fee");
        if (payments > 0) {
            add(currency, TransactionType.PAYMENT, payments, "payment_amount", fee);
        }
        if (refunds > 0) {
            add(currency, TransactionType.REFUND, refunds, "refund_amount", payments > 0 ? 0 : fee);
        }
        other.add(new OtherLines(currency, row.getFieldAs("other")));
        rejected += row.<Long>getFieldAs("rejected");
    }

    /** The accounts are told for a currency together, joined as they are to be written. */
    private void add(String currency, TransactionType type, long count, String amount, long fee) {
        cells.add(
                new Cell(
                        last.getFieldAs("account"),
                        currency,
                        type,
                        count,
                        last.getFieldAs(amount),
                        fee));
    }

    FileReport report(LandedFile file) {
        String totals = last.getFieldAs("totals");
        return new FileReport(
                file.day(),
                last.<Integer>getFieldAs("issue"),
                file.path(),
                new FileContent(cells, other, rejected),
                Totals.valueOf(totals),
                last.getFieldAs("error"),
                last.getFieldAs("detail"));
    }
}
