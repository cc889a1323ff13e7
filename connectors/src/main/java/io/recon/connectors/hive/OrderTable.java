package io.recon.connectors.hive;

import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRow;
import io.recon.model.order.SourceVersion;
import java.util.function.Consumer;
import java.util.function.Function;

/** Every version of every order, as the change events brought them. */
final class OrderTable {
    static final String NAME = "platform_order";

    private static final TableDefinition<OrderEvent.Change> DEFINITION =
            TableDefinition.<OrderEvent.Change>named(
                            NAME,
                            "Every version of every order that could be read, as often as it came")
                    .text(
                            "account",
                            "our merchant account at the channel",
                            order -> order.key().account())
                    .text("txn_type", "PAYMENT or REFUND", order -> order.key().type().name())
                    .text("txn_no", "our number of the transaction", order -> order.key().number())
                    .text("order_no", "of a refund: the payment's", ofRow(OrderRow::orderNumber))
                    .text(
                            "channel_trade_no",
                            "the channel's number, where the platform knows it",
                            ofRow(OrderRow::channelTradeNumber))
                    .number("amount", "minor units", ofRow(row -> row.amount().minor()))
                    .text("currency", "ISO 4217", ofRow(row -> row.amount().currency()))
                    .text("status", "SUCCESS, PENDING or FAILED", ofRow(row -> row.status().name()))
                    .instant(
                            "paid_at",
                            "when it succeeded; null before that",
                            ofRow(row -> row.isPaid() ? row.paidAtMs() : null))
                    .instant(
                            "updated_at", "when the row last changed", ofRow(OrderRow::updatedAtMs))
                    .text(
                            "op",
                            "c, u, d or r, as the change event had it",
                            order -> String.valueOf(order.operation().code()))
                    .flag(
                            "deleted",
                            "whether this version removes the order, by a delete or by an update of"
                                    + " its key; it then has nothing but its key and its version",
                            order -> order.row() == null)
                    .text(
                            "version_kind",
                            "LSN, LOG_FILE or TIME_ONLY: what version_major to version_row are",
                            order -> order.version().kind().name())
                    .number(
                            "version_scope",
                            "the log, hashed: positions of different logs say nothing about each"
                                    + " other",
                            ofVersion(SourceVersion::scope))
                    .number(
                            "version_major",
                            "the log sequence number, or the log file's number",
                            ofVersion(SourceVersion::major))
                    .number(
                            "version_minor",
                            "the position in the log file",
                            ofVersion(SourceVersion::minor))
                    .smallNumber(
                            "version_row",
                            "the row within the log event",
                            ofVersion(SourceVersion::row))
                    .number(
                            "version_ms",
                            "when the change was made, epoch milliseconds: it decides where the"
                                    + " positions do not",
                            ofVersion(SourceVersion::timestampMs))
                    .run()
                    .byDay(
                            "the order's business day; of a removal the day when it was made",
                            (order, context) ->
                                    context.dayOf(
                                            order.key().channel(),
                                            order.row() == null
                                                    ? order.timestampMs()
                                                    : order.row().timeMs()))
                    .byChannel(order -> order.key().channel())
                    .build();

    private OrderTable() {}

    static TableDefinition<OrderEvent.Change> definition() {
        return DEFINITION;
    }

    /** Passes over heartbeats. */
    static void versions(OrderEvent event, Consumer<OrderEvent.Change> target) {
        if (event instanceof OrderEvent.Change change) {
            target.accept(change);
        }
    }

    private static <T> Function<OrderEvent.Change, T> ofRow(Function<OrderRow, T> value) {
        return order -> order.row() == null ? null : value.apply(order.row());
    }

    private static <T> Function<OrderEvent.Change, T> ofVersion(Function<SourceVersion, T> value) {
        return order -> value.apply(order.version());
    }
}
