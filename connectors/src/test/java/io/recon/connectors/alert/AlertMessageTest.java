package io.recon.connectors.alert;

import static io.recon.connectors.alert.TestingOutputs.AMOUNT_MISMATCH;
import static io.recon.connectors.alert.TestingOutputs.DAY;
import static io.recon.connectors.alert.TestingOutputs.MATCHED;
import static io.recon.connectors.alert.TestingOutputs.MISSING;
import static io.recon.connectors.alert.TestingOutputs.alert;
import static io.recon.connectors.alert.TestingOutputs.line;
import static io.recon.connectors.alert.TestingOutputs.platform;
import static io.recon.connectors.alert.TestingOutputs.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.recon.model.Money;
import io.recon.model.TransactionStatus;
import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertPhase;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.LinePosition;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read. */
class AlertMessageTest {
    private static final Verdict ALL_DIFFER =
            new Verdict(
                    Outcome.AMOUNT_MISMATCH,
                    false,
                    Verdict.CURRENCY | Verdict.AMOUNT | Verdict.STATUS | Verdict.DAY);

    static Stream<Arguments> results() {
        Result mismatch = result(platform(1234), line(1230), AMOUNT_MISMATCH, 0);
        Result missing = result(platform(1234), null, MISSING, 0);
        Result extra = result(null, line(1230), new Verdict(Outcome.EXTRA, false, 0), 0);
        Result matched = result(platform(1234), line(1234), MATCHED, 1);
        Result dayCut = result(null, line(5), new Verdict(Outcome.DAY_CUT, true, 0), 1);
        Result withdrawn = result(null, line(5), new Verdict(Outcome.WITHDRAWN, false, 0), 1);
        Result foreign =
                result(
                        new PlatformSide(
                                new Money(500, "JPY"), TransactionStatus.PENDING, 0, DAY - 1),
                        new BillLine(
                                new LinePosition(DAY, "x", 1),
                                new Money(1, "KWD"),
                                0,
                                TransactionStatus.SUCCESS,
                                0,
                                null),
                        ALL_DIFFER,
                        0);
        return Stream.of(
                arguments(
                        alert(AlertPhase.OPENED, null, mismatch),
                        "AMOUNT_MISMATCH, platform CNY 12.34, channel CNY 12.30"),
                arguments(
                        alert(AlertPhase.OPENED, null, missing),
                        "MISSING, platform CNY 12.34 on 2026-03-01"),
                arguments(
                        alert(AlertPhase.OPENED, null, extra),
                        "EXTRA, channel CNY 12.30 on 2026-03-01"),
                arguments(
                        alert(AlertPhase.OPENED, null, foreign),
                        "AMOUNT_MISMATCH, platform JPY 500 PENDING on 2026-02-28, channel KWD"
                                + " 0.001 SUCCESS on 2026-03-01"),
                arguments(
                        alert(AlertPhase.CHANGED, missing, mismatch),
                        "AMOUNT_MISMATCH, was MISSING, platform CNY 12.34, channel CNY 12.30"),
                arguments(
                        alert(
                                AlertPhase.CHANGED,
                                mismatch,
                                result(platform(1234), line(1), AMOUNT_MISMATCH, 1)),
                        "AMOUNT_MISMATCH, platform CNY 12.34, channel CNY 0.01"),
                arguments(
                        alert(AlertPhase.RESOLVED, missing, matched),
                        "MATCHED, was MISSING, platform CNY 12.34, channel CNY 12.34"),
                arguments(
                        alert(AlertPhase.RESOLVED, extra, dayCut),
                        "DAY_CUT (pending), was EXTRA, channel CNY 0.05 on 2026-03-01"),
                arguments(
                        alert(AlertPhase.RESOLVED, extra, withdrawn),
                        "WITHDRAWN, was EXTRA, channel CNY 0.05 on 2026-03-01"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void aResultIsToldByWhatIsWrongWithIt(Alert alert, String message) {
        assertThat(AlertMessage.of(alert)).isEqualTo("alipay PAYMENT p1: " + message);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                arguments(
                        TestingOutputs.held(), "alipay 2026-03-01: 1000 lines declared, 999 read"),
                arguments(
                        day(AlertPhase.RESOLVED, DAY, DayStatus.SEALED, ""),
                        "alipay 2026-03-01: sealed"),
                arguments(
                        day(AlertPhase.RESOLVED, DAY, DayStatus.ACCEPTED, "1 line rejected"),
                        "alipay 2026-03-01: accepted, 1 line rejected"),
                arguments(
                        day(AlertPhase.OPENED, DAY + 2, DayStatus.ABSENT, "no directory (3 days)"),
                        "alipay 2026-03-01 to 2026-03-03: no directory (3 days)"),
                arguments(
                        day(AlertPhase.CHANGED, DAY, DayStatus.HELD, ""),
                        "alipay 2026-03-01: held"),
                arguments(
                        TestingOutputs.file(),
                        "alipay 2026-03-01 v2/20880011_20260301.csv.zip: truncated, the archive"
                                + " ends within an entry"),
                arguments(
                        TestingOutputs.folded(),
                        "alipay 2026-03-01 MISSING: 250 more opened (CNY 1234.56, JPY 900), 1"
                                + " changed, 3 resolved"),
                arguments(
                        new Alert.Recovered(40),
                        "went back to checkpoint 40: what was told after it and is not repeated"
                                + " is void"),
                arguments(
                        new Alert.Recovered(Alert.Recovered.BEGINNING),
                        "begins anew: what was told before and is not repeated is void"));
    }

    private static Alert day(AlertPhase phase, int lastDay, DayStatus status, String reason) {
        return new Alert.OfDay(phase, "alipay", new DayReport(DAY, lastDay, 1, status, reason));
    }

    @ParameterizedTest
    @MethodSource("others")
    void daysFilesAndStormsAreToldInOneLine(Alert alert, String message) {
        assertThat(AlertMessage.of(alert)).isEqualTo(message);
    }
}
