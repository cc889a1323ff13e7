package io.recon.connectors.alert;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillRecord;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.Policy;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What could not be read or may not count, as the file of rejects has it.
 *
 * @param source {@code orders} or {@code bills}
 * @param file of orders a file or a topic and partition; of bills the path below the landing
 *     directory
 * @param line the line from 1, or 0 for a whole file; of a topic the offset
 * @param raw the line or event, at most {@value #MOST_RAW_CHARS} characters of it
 * @param retracted whether this takes back what was said of the line before
 */
record DeadLetter(
        String source, String file, long line, String reason, String raw, boolean retracted) {
    static final int MOST_RAW_CHARS = 500;

    DeadLetter {
        requireNonNull(source, "source");
        requireNonNull(file, "file");
        requireNonNull(reason, "reason");
        if (raw.length() > MOST_RAW_CHARS) {
            boolean splitsPair = Character.isHighSurrogate(raw.charAt(MOST_RAW_CHARS - 1));
            raw = raw.substring(0, splitsPair ? MOST_RAW_CHARS - 1 : MOST_RAW_CHARS);
        }
    }

    static Optional<DeadLetter> of(OrderReject reject) {
        return Optional.of(
                new DeadLetter(
                        "orders",
                        reject.source(),
                        reject.position(),
                        reject.reason(),
                        reject.raw(),
                        false));
    }

    /** Of all that a bill source says, rejects are dead letters. */
    static Optional<DeadLetter> of(ChannelRecord record) {
        return record.record() instanceof BillRecord.Reject reject
                ? Optional.of(
                        ofBill(
                                record.channel(),
                                reject.position(),
                                reject.reason(),
                                reject.raw(),
                                false))
                : Optional.empty();
    }

    /** A line that is rejected only because its transaction has too many, or is no longer. */
    static Optional<DeadLetter> of(AdjustedLine adjusted) {
        LineAdjustment adjustment = adjusted.adjustment();
        return switch (adjustment.kind()) {
            case REPEATED -> Optional.empty();
            case OVER_LIMIT ->
                    Optional.of(
                            ofBill(
                                    adjusted.key().channel(),
                                    adjustment.line().position(),
                                    "line_inconsistent: transaction "
                                            + adjusted.key().number()
                                            + " has "
                                            + Policy.MOST_LINES
                                            + " lines before this one",
                                    "",
                                    adjustment.delta() < 0));
        };
    }

    private static DeadLetter ofBill(
            String channel, LinePosition position, String reason, String raw, boolean retracted) {
        String file = channel + '/' + LocalDate.ofEpochDay(position.day()) + '/' + position.file();
        return new DeadLetter("bills", file, position.line(), reason, raw, retracted);
    }
}
