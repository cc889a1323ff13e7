package io.recon.local.hive;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.OtherLines;
import io.recon.model.bill.BillRecord.Reject;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayState;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderReject;
import io.recon.model.order.OrderRow;
import io.recon.model.order.SourceVersion;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.Verdict;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A record for every number and table, so that whatever a job wrote can be counted: numbers of two
 * channels, spread over {@link #DAYS} days.
 */
final class TestingRecords {
    static final int DAYS = 3;
    static final int FIRST_DAY = (int) LocalDate.of(2026, 3, 1).toEpochDay();
    static final long FIRST_MS = 1_772_323_200_123L;

    private static final List<Outcome> OUTCOMES =
            List.of(Outcome.MATCHED, Outcome.MISSING, Outcome.EXTRA, Outcome.DUPLICATE);

    private TestingRecords() {}

    static String channel(long number) {
        return number % 2 == 0 ? "alipay" : "wechat";
    }

    static int day(long number) {
        return FIRST_DAY + (int) (number / 2 % DAYS);
    }

    private static TransactionKey key(long number) {
        return new TransactionKey(
                channel(number),
                "acct-" + number % 3,
                number % 5 == 0 ? TransactionType.REFUND : TransactionType.PAYMENT,
                "订单" + number);
    }

    private static BillLine line(long number) {
        return new BillLine(
                new LinePosition(day(number), "v2/账单.csv#" + number % 4, number + 1),
                new Money(number * 7, "CNY"),
                number % 11 - 5,
                TransactionStatus.SUCCESS,
                FIRST_MS + number,
                number % 13 == 0 ? null : "CH,\"" + number);
    }

    /** Each result has two revisions: of the numbers 2n and 2n + 1 the second is revision 1. */
    static ResultChange result(long number) {
        long result = number / 2;
        Outcome outcome = OUTCOMES.get((int) (result % OUTCOMES.size()));
        PlatformSide platform =
                new PlatformSide(
                        new Money(result * 7, "CNY"),
                        TransactionStatus.SUCCESS,
                        FIRST_MS - result,
                        day(result) - (int) (result % 2));
        boolean hasPlatform = outcome == Outcome.MATCHED || outcome == Outcome.MISSING;
        boolean isDuplicate = outcome == Outcome.DUPLICATE;
        Result after =
                new Result(
                        isDuplicate ? Result.Kind.DUPLICATE : Result.Kind.MAIN,
                        hasPlatform ? platform : null,
                        outcome == Outcome.MISSING ? null : line(result),
                        new Verdict(outcome, result % 9 == 0, (int) (result % 16)),
                        (int) (number % 2),
                        hasPlatform ? platform.day() : day(result));
        return new ResultChange(key(result), new Change(null, after), FIRST_MS + number * 1_000);
    }

    static OrderEvent order(long number) {
        if (number % 17 == 0) {
            return new OrderEvent.Heartbeat(FIRST_MS + number);
        }
        OrderRow row =
                new OrderRow(
                        number % 5 == 0 ? "P" + number : null,
                        null,
                        new Money(number * 3 + 1, "USD"),
                        TransactionStatus.PENDING,
                        number % 3 == 0 ? OrderRow.NOT_PAID : FIRST_MS + number * 60_000,
                        FIRST_MS + number);
        boolean isDeleted = number % 19 == 0;
        return new OrderEvent.Change(
                key(number),
                isDeleted ? OrderOperation.DELETE : OrderOperation.UPDATE,
                isDeleted ? null : row,
                new SourceVersion(
                        SourceVersion.Kind.LOG_FILE, -77, 5, number, 1, FIRST_MS + number));
    }

    static BillRecord billLine(long number) {
        return number % 23 == 0
                ? new BillRecord.Retraction(key(number), line(number), 1)
                : new BillRecord.Line(key(number), line(number), 2);
    }

    static ChannelRecord report(long number) {
        if (number % 2 == 0) {
            return new ChannelRecord(
                    channel(number),
                    new Reject(
                            new LinePosition(day(number), "bad.csv", number),
                            "bad_amount: 1.2.3",
                            "a,b\n\"c\"",
                            1));
        }
        // Of two currencies: two rows.
        return new ChannelRecord(
                channel(number),
                new FileReport(
                        day(number),
                        1,
                        "f" + number + ".csv",
                        new FileContent(
                                List.of(
                                        new Cell("a", "CNY", TransactionType.PAYMENT, 3, 30, 1),
                                        new Cell("b", "CNY", TransactionType.REFUND, 1, 10, -1),
                                        new Cell("a", "USD", TransactionType.PAYMENT, 2, 20, 0)),
                                List.of(new OtherLines("", 4), new OtherLines("USD", 5)),
                                6),
                        Totals.DISAGREE,
                        "totals_disagree",
                        "10 lines declared, 9 read"));
    }

    static AdjustedLine adjustedLine(long number) {
        return new AdjustedLine(
                key(number),
                new LineAdjustment(
                        number % 2 == 0
                                ? LineAdjustment.Kind.OVER_LIMIT
                                : LineAdjustment.Kind.REPEATED,
                        line(number),
                        number % 4 == 0 ? 1 : -1));
    }

    /** Twelve cells, in turn; the numbers after are their revisions. */
    static StatisticsCell statistics(long number) {
        return new StatisticsCell(
                new StatisticsKey(
                        channel(number),
                        "acct",
                        day(number),
                        "CNY",
                        TransactionType.PAYMENT,
                        OUTCOMES.get((int) (number % 12 / 6))),
                new Sums(number, number * 2, number * 3, number * 4),
                (int) (number / 12));
    }

    static OrderReject orderReject(long number) {
        return new OrderReject("orders-0", number, "amount is \"x\"", "{}");
    }

    static DayChange day(DayState state, long number) {
        return new DayChange(channel(number), day(number), state, "why", FIRST_MS + number);
    }

    static DayChange dayChange(long number) {
        return day(DayState.ofCode((int) (number % 4) + 1), number);
    }

    /** The results of the numbers below a limit that are no first revision. */
    static List<ResultChange> latestResults(long limit) {
        List<ResultChange> latest = new ArrayList<>();
        for (long number = 1; number < limit; number += 2) {
            latest.add(result(number));
        }
        return latest;
    }
}
