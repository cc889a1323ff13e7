package io.recon.local.tables;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultId;
import io.recon.model.reconcile.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.apache.flink.types.Row;

/**
 * A result on which the streamed results and SQL disagree.
 *
 * @param streamed what the streamed result says: all that differs, or that there is none
 * @param sql what SQL says
 */
record Disagreement(String resultId, String streamed, String sql) {
    /** The cells that are compared, as the question names them behind s_ and d_. */
    static final List<String> CELLS =
            List.of(
                    "outcome",
                    "state",
                    "differences",
                    "platform_day",
                    "platform_currency",
                    "platform_amount",
                    "platform_status",
                    "platform_time",
                    "channel_day",
                    "channel_currency",
                    "channel_amount",
                    "channel_fee",
                    "channel_status",
                    "channel_time",
                    "channel_trade_no",
                    "bill_file",
                    "bill_line");

    private static final String STREAMED = "s_";
    private static final String DUE = "d_";

    static Disagreement of(Row row) {
        String id = row.getFieldAs("result_id");
        if (id == null) {
            return new Disagreement(dueId(row), "no result", told(DUE, row));
        }
        String outcome = row.getFieldAs(DUE + "outcome");
        if (outcome == null) {
            return new Disagreement(id, told(STREAMED, row), "no result");
        }
        StringJoiner streamed = new StringJoiner(", ");
        StringJoiner due = new StringJoiner(", ");
        for (String cell : CELLS) {
            Object one = row.getField(STREAMED + cell);
            Object other = row.getField(DUE + cell);
            if (!Objects.equals(one, other)) {
                streamed.add(cell + "=" + text(one));
                due.add(cell + "=" + text(other));
            }
        }
        if (streamed.length() == 0) {
            return new Disagreement(id, "the same under another id too", "one result");
        }
        return new Disagreement(id, streamed.toString(), due.toString());
    }

    /** What tells a result best where the other side has none. */
    private static String told(String side, Row row) {
        StringJoiner told = new StringJoiner(", ");
        told.add(text(row.getField(side + "outcome")));
        for (String cell : List.of("platform_day", "platform_amount")) {
            add(told, side, cell, row);
        }
        for (String cell : List.of("channel_day", "channel_amount", "bill_file", "bill_line")) {
            add(told, side, cell, row);
        }
        return told.toString();
    }

    private static void add(StringJoiner told, String side, String cell, Row row) {
        Object value = row.getField(side + cell);
        if (value != null) {
            told.add(cell + "=" + value);
        }
    }

    private static String text(Object cell) {
        return cell == null ? "absent" : cell.toString();
    }

    /** The id that the streamed result would have. */
    private static String dueId(Row row) {
        String type = row.getFieldAs("txn_type");
        TransactionKey key =
                new TransactionKey(
                        row.getFieldAs("channel"),
                        row.getFieldAs("account"),
                        TransactionType.valueOf(type),
                        row.getFieldAs("txn_no"));
        String outcome = row.getFieldAs(DUE + "outcome");
        Verdict verdict = new Verdict(Outcome.valueOf(outcome), false, 0);
        boolean isDuplicate = verdict.outcome() == Outcome.DUPLICATE;
        return ResultId.of(
                key,
                new Result(
                        isDuplicate ? Result.Kind.DUPLICATE : Result.Kind.MAIN,
                        null,
                        isDuplicate ? line(row) : null,
                        verdict,
                        0,
                        0));
    }

    private static BillLine line(Row row) {
        String status = row.getFieldAs(DUE + "channel_status");
        return new BillLine(
                new LinePosition(
                        0,
                        row.getFieldAs(DUE + "bill_file"),
                        row.<Long>getFieldAs(DUE + "bill_line")),
                new Money(
                        row.<Long>getFieldAs(DUE + "channel_amount"),
                        row.getFieldAs(DUE + "channel_currency")),
                row.<Long>getFieldAs(DUE + "channel_fee"),
                TransactionStatus.valueOf(status),
                Instant.parse(row.<String>getFieldAs(DUE + "channel_time")).toEpochMilli(),
                row.getFieldAs(DUE + "channel_trade_no"));
    }
}
