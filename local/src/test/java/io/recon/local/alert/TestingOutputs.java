package io.recon.local.alert;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertPhase;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayState;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.Verdict;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import java.time.Clock;
import java.time.LocalDate;

/** An output of each kind for every number. */
final class TestingOutputs {
    private static final int DAY = (int) LocalDate.of(2026, 3, 1).toEpochDay();
    private static final long PAID_MS = 1_772_323_200_000L;

    private TestingOutputs() {}

    static Alert.Told alert(long number) {
        TransactionKey key =
                new TransactionKey("alipay", "acct", TransactionType.PAYMENT, "p" + number);
        Result missing =
                new Result(
                        Result.Kind.MAIN,
                        new PlatformSide(
                                new Money(number, "CNY"), TransactionStatus.SUCCESS, PAID_MS, DAY),
                        null,
                        new Verdict(Outcome.MISSING, false, 0),
                        0,
                        DAY);
        ResultChange change =
                new ResultChange(key, new Change(null, missing), Clock.systemUTC().millis());
        return new Alert.Told(new Alert.OfResult(AlertPhase.OPENED, change), number);
    }

    static DayChange day(long number) {
        return new DayChange("alipay", DAY + (int) number % 2, DayState.CLOSED, "", PAID_MS);
    }

    static StatisticsCell cell(long number) {
        return new StatisticsCell(
                new StatisticsKey(
                        "alipay", "acct", DAY, "CNY", TransactionType.PAYMENT, Outcome.MISSING),
                new Sums(number, number, 0, 0),
                (int) number);
    }

    static OrderReject order(long number) {
        return new OrderReject("orders-0", number, "op is missing", "{}");
    }

    /** A rejected line, or for an odd number something that is none. */
    static ChannelRecord bill(long number) {
        BillRecord record =
                number % 2 == 0
                        ? new BillRecord.Reject(
                                new LinePosition(DAY, "bill.csv", number), "bad_amount", "x", 1)
                        : new DayReport(DAY, 1, DayStatus.SEALED, "");
        return new ChannelRecord("alipay", record);
    }
}
