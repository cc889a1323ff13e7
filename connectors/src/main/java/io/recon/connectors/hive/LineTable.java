package io.recon.connectors.hive;

import io.recon.model.TransactionKey;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import java.util.function.Consumer;
import java.util.function.Function;

/** Every bill line, and every line that a newer issue of its bill took back. */
final class LineTable {
    static final String NAME = "channel_bill";

    /** A line, or its retraction. */
    record IssuedLine(TransactionKey key, BillLine line, int issue, boolean retracted) {
        static void of(BillRecord record, Consumer<IssuedLine> target) {
            if (record instanceof BillRecord.Line line) {
                target.accept(new IssuedLine(line.key(), line.line(), line.issue(), false));
            } else if (record instanceof BillRecord.Retraction line) {
                target.accept(new IssuedLine(line.key(), line.line(), line.issue(), true));
            }
        }
    }

    private static final TableDefinition<IssuedLine> DEFINITION =
            TableDefinition.<IssuedLine>named(
                            NAME,
                            "Every line of every bill that could be read, and once more where a"
                                    + " newer issue of the bill took it back")
                    .text(
                            "account",
                            "our merchant account at the channel",
                            line -> line.key().account())
                    .text("txn_type", "PAYMENT or REFUND", line -> line.key().type().name())
                    .text("txn_no", "our number of the transaction", line -> line.key().number())
                    .text(
                            "channel_trade_no",
                            "the channel's number of the transaction",
                            of(BillLine::tradeNumber))
                    .number("amount", "minor units", of(line -> line.amount().minor()))
                    .number(
                            "fee",
                            "minor units; positive is a cost to the merchant",
                            of(BillLine::feeMinor))
                    .text("currency", "ISO 4217", of(line -> line.amount().currency()))
                    .text("status", "SUCCESS, PENDING or FAILED", of(line -> line.status().name()))
                    .instant("time", "the line's own time", of(BillLine::timeMs))
                    .text(
                            "bill_file",
                            "where the line stands, below the day's directory",
                            of(line -> line.position().file()))
                    .number(
                            "bill_line",
                            "the line within the file, from 1",
                            of(line -> line.position().line()))
                    .smallNumber(
                            "issue",
                            "which issue of the day's bill: 1 for the first, 2 for v2, and so on",
                            IssuedLine::issue)
                    .flag(
                            "retracted",
                            "whether this row takes the line back",
                            IssuedLine::retracted)
                    .run()
                    .byDay("the bill day", (line, context) -> line.line().position().day())
                    .byChannel(line -> line.key().channel())
                    .build();

    private LineTable() {}

    static TableDefinition<IssuedLine> definition() {
        return DEFINITION;
    }

    private static <T> Function<IssuedLine, T> of(Function<BillLine, T> value) {
        return line -> value.apply(line.line());
    }
}
