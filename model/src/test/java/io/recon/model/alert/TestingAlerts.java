package io.recon.model.alert;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.Verdict;

/** Changes of results for tests of alerts: of alipay's transaction "p1", of one day. */
public final class TestingAlerts {
    /** The day of all results here, epoch days. */
    public static final int DAY = 20_513;

    private TestingAlerts() {}

    /** A payment of 12.34 yuan of which both sides are there. */
    public static Result result(Outcome outcome, boolean pending, int revision) {
        return new Result(
                Result.Kind.MAIN,
                new PlatformSide(new Money(1234, "CNY"), TransactionStatus.SUCCESS, 1_000, DAY),
                line(1),
                new Verdict(outcome, pending, 0),
                revision,
                DAY);
    }

    /** A line of 99.00 yuan without an order. */
    public static Result extra(int revision) {
        return new Result(
                Result.Kind.MAIN,
                null,
                line(9900),
                new Verdict(Outcome.EXTRA, false, 0),
                revision,
                DAY);
    }

    private static BillLine line(long minor) {
        return new BillLine(
                new LinePosition(DAY, "bill.zip", 7),
                new Money(minor, "CNY"),
                0,
                TransactionStatus.SUCCESS,
                2_000,
                "t1");
    }

    /** A change of the result of one transaction. */
    public static ResultChange change(String number, Result before, Result after) {
        return new ResultChange(
                new TransactionKey("alipay", "2088", TransactionType.PAYMENT, number),
                new Change(before, after),
                3_000);
    }

    /** A break that has just been found. */
    public static Alert.OfResult opened(String number, Result after) {
        return new Alert.OfResult(AlertPhase.OPENED, change(number, null, after));
    }
}
