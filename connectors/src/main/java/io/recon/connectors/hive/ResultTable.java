package io.recon.connectors.hive;

import io.recon.model.bill.BillLine;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import java.util.function.Function;

/** Every revision of every result. */
final class ResultTable {
    static final String NAME = "recon_result";

    private static final TableDefinition<ResultChange> DEFINITION =
            TableDefinition.<ResultChange>named(
                            NAME,
                            "Every revision of every result; recon_result_latest has the last one")
                    .text(
                            "result_id",
                            "names the result over all its revisions",
                            ResultChange::resultId)
                    .smallNumber(
                            "revision",
                            "0 for the first, one more at every change",
                            change -> result(change).revision())
                    .text(
                            "account",
                            "our merchant account at the channel",
                            change -> change.key().account())
                    .text("txn_type", "PAYMENT or REFUND", change -> change.key().type().name())
                    .text(
                            "txn_no",
                            "our number of the transaction",
                            change -> change.key().number())
                    .day(
                            "platform_day",
                            "the order's business day; null without an order",
                            ofPlatform(PlatformSide::day))
                    .day(
                            "channel_day",
                            "the bill day; null without a bill line",
                            ofLine(line -> line.position().day()))
                    .text(
                            "outcome",
                            "MATCHED, AMOUNT_MISMATCH, STATUS_MISMATCH, DAY_CUT, MISSING, EXTRA,"
                                    + " DUPLICATE, UNDECIDED or WITHDRAWN",
                            change -> result(change).verdict().outcome().name())
                    .text(
                            "state",
                            "FINAL, or PENDING where the next close may change it",
                            change -> result(change).verdict().pending() ? "PENDING" : "FINAL")
                    .text(
                            "differences",
                            "all that differs, of currency, amount, status and day, joined with ;",
                            change -> result(change).verdict().differenceNames())
                    .text(
                            "platform_currency",
                            "ISO 4217",
                            ofPlatform(side -> side.amount().currency()))
                    .number(
                            "platform_amount",
                            "minor units",
                            ofPlatform(side -> side.amount().minor()))
                    .text(
                            "platform_status",
                            "SUCCESS, PENDING or FAILED",
                            ofPlatform(side -> side.status().name()))
                    .instant(
                            "platform_time",
                            "when it was paid, else when it last changed",
                            ofPlatform(PlatformSide::timeMs))
                    .text("channel_currency", "ISO 4217", ofLine(line -> line.amount().currency()))
                    .number("channel_amount", "minor units", ofLine(line -> line.amount().minor()))
                    .number(
                            "channel_fee",
                            "minor units; positive is a cost to the merchant",
                            ofLine(BillLine::feeMinor))
                    .text(
                            "channel_status",
                            "SUCCESS, PENDING or FAILED",
                            ofLine(line -> line.status().name()))
                    .instant("channel_time", "the line's own time", ofLine(BillLine::timeMs))
                    .text(
                            "channel_trade_no",
                            "the channel's number of the transaction",
                            ofLine(BillLine::tradeNumber))
                    .text(
                            "bill_file",
                            "where the line stands, below the day's directory",
                            ofLine(line -> line.position().file()))
                    .number(
                            "bill_line",
                            "the line within the file, from 1",
                            ofLine(line -> line.position().line()))
                    .instant("decided_at", "when it was decided", ResultChange::decidedAtMs)
                    .run()
                    .byDay(
                            "the first revision's platform day, else its bill day",
                            (change, context) -> result(change).partitionDay())
                    .byChannel(change -> change.key().channel())
                    .build();

    private ResultTable() {}

    static TableDefinition<ResultChange> definition() {
        return DEFINITION;
    }

    private static Result result(ResultChange change) {
        return change.change().after();
    }

    private static <T> Function<ResultChange, T> ofPlatform(Function<PlatformSide, T> value) {
        return change -> {
            PlatformSide side = result(change).platform();
            return side == null ? null : value.apply(side);
        };
    }

    private static <T> Function<ResultChange, T> ofLine(Function<BillLine, T> value) {
        return change -> {
            BillLine line = result(change).line();
            return line == null ? null : value.apply(line);
        };
    }
}
