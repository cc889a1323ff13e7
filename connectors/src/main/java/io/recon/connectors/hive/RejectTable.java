package io.recon.connectors.hive;

import io.recon.model.bill.BillRecord;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.Policy;
import java.util.function.Consumer;

/** What could not be read or may not count: bill lines, whole files, change events. */
final class RejectTable {
    static final String NAME = "bill_reject";

    private static final long DAY_MS = 86_400_000L;

    /**
     * What is rejected.
     *
     * @param channel null for a change event: it names none that can be trusted
     * @param position where it stands; the day is the bill's and says nothing of a change event
     * @param issue of the bill; null for a change event
     * @param taken whether it is rejected, or no longer
     */
    record Rejected(
            String channel,
            LinePosition position,
            String reason,
            String raw,
            Integer issue,
            boolean taken) {
        static void ofReport(ChannelRecord record, Consumer<Rejected> target) {
            if (record.record() instanceof BillRecord.Reject reject) {
                target.accept(
                        new Rejected(
                                record.channel(),
                                reject.position(),
                                reject.reason(),
                                reject.raw(),
                                reject.issue(),
                                true));
            }
        }

        static void ofOrder(OrderReject reject, Consumer<Rejected> target) {
            target.accept(
                    new Rejected(
                            null,
                            new LinePosition(0, reject.source(), reject.position()),
                            reject.reason(),
                            reject.raw(),
                            null,
                            true));
        }

        /** A line that is rejected only because its transaction has too many. */
        static void ofAdjustment(AdjustedLine adjusted, Consumer<Rejected> target) {
            LineAdjustment adjustment = adjusted.adjustment();
            if (adjustment.kind() == LineAdjustment.Kind.OVER_LIMIT) {
                target.accept(
                        new Rejected(
                                adjusted.key().channel(),
                                adjustment.line().position(),
                                "line_inconsistent: transaction "
                                        + adjusted.key().number()
                                        + " has "
                                        + Policy.MOST_LINES
                                        + " lines before this one",
                                "",
                                null,
                                adjustment.delta() > 0));
            }
        }
    }

    private static final TableDefinition<Rejected> DEFINITION =
            TableDefinition.<Rejected>named(
                            NAME,
                            "What could not be read or may not count: bill lines, bill files and"
                                    + " the orders' change events")
                    .text(
                            "source",
                            "bills or orders",
                            reject -> reject.channel() == null ? "orders" : "bills")
                    .text("channel", "the bill's channel; null for orders", Rejected::channel)
                    .text(
                            "file",
                            "of bills the path below the day's directory; of orders the file, or"
                                    + " the topic and partition",
                            reject -> reject.position().file())
                    .number(
                            "line",
                            "the line from 1, or 0 for a whole file; of a topic the offset",
                            reject -> reject.position().line())
                    .text("reason", "the error word and a sentence", Rejected::reason)
                    .text("raw", "the line or event, shortened to 500 characters", Rejected::raw)
                    .smallNumber(
                            "issue",
                            "which issue of the day's bill; null where it is not known",
                            Rejected::issue)
                    .flag(
                            "retracted",
                            "whether this row takes the reject back",
                            reject -> !reject.taken())
                    .run()
                    .byDay(
                            "the bill day; of orders the day in UTC on which it was rejected",
                            (reject, context) ->
                                    reject.channel() == null
                                            ? (int) Math.floorDiv(context.nowMs(), DAY_MS)
                                            : reject.position().day())
                    .build();

    private RejectTable() {}

    static TableDefinition<Rejected> definition() {
        return DEFINITION;
    }
}
