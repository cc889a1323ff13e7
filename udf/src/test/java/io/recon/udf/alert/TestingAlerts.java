package io.recon.udf.alert;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertPhase;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.Verdict;

/** Breaks of alipay's payments for tests. */
final class TestingAlerts {
    /** The day of all of them, epoch days. */
    static final int DAY = 20_513;

    /** The amount of each, in fen. */
    static final long AMOUNT = 1234;

    private TestingAlerts() {}

    static Alert.OfResult missing(String number) {
        return opened(number, Outcome.MISSING);
    }

    static Alert.OfResult amountMismatch(String number) {
        return opened(number, Outcome.AMOUNT_MISMATCH);
    }

    /** That what an alert opened is as it should be now. */
    static Alert.OfResult resolved(Alert.OfResult opened) {
        Result before = opened.change().change().after();
        Result after =
                new Result(
                        before.kind(),
                        before.platform(),
                        before.line(),
                        new Verdict(Outcome.MATCHED, false, 0),
                        before.revision() + 1,
                        DAY);
        return new Alert.OfResult(
                AlertPhase.RESOLVED,
                new ResultChange(opened.change().key(), new Change(before, after), 4_000));
    }

    private static Alert.OfResult opened(String number, Outcome outcome) {
        Result result =
                new Result(
                        Result.Kind.MAIN,
                        new PlatformSide(
                                new Money(AMOUNT, "CNY"), TransactionStatus.SUCCESS, 1_000, DAY),
                        null,
                        new Verdict(outcome, false, 0),
                        0,
                        DAY);
        return new Alert.OfResult(
                AlertPhase.OPENED,
                new ResultChange(
                        new TransactionKey("alipay", "2088", TransactionType.PAYMENT, number),
                        new Change(null, result),
                        3_000));
    }
}
