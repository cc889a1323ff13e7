package io.recon.model.alert;

import static io.recon.model.alert.TestingAlerts.DAY;
import static io.recon.model.alert.TestingAlerts.change;
import static io.recon.model.alert.TestingAlerts.extra;
import static io.recon.model.alert.TestingAlerts.opened;
import static io.recon.model.alert.TestingAlerts.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.alert.Alert.FoldedSum;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayState;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    /** Every verdict that a result may have, and none before the first. */
    private static List<Result> verdicts() {
        List<Result> verdicts = new ArrayList<>();
        verdicts.add(null);
        for (Outcome outcome : Outcome.values()) {
            verdicts.add(result(outcome, false, 1));
        }
        verdicts.add(result(Outcome.DAY_CUT, true, 1));
        return verdicts;
    }

    private static boolean isTold(Result result) {
        return result != null
                && List.of(
                                Outcome.AMOUNT_MISMATCH,
                                Outcome.STATUS_MISMATCH,
                                Outcome.DAY_CUT,
                                Outcome.MISSING,
                                Outcome.EXTRA,
                                Outcome.DUPLICATE)
                        .contains(result.verdict().outcome())
                && !result.verdict().pending();
    }

    @Test
    void tellsOfEveryFinalBreakItsChangeAndItsEndAndOfNothingElse() {
        for (Result before : verdicts()) {
            for (Result after : verdicts().subList(1, verdicts().size())) {
                Optional<AlertPhase> phase =
                        AlertRules.of(change("p1", before, after)).map(Alert.OfResult::phase);
                AlertPhase expected =
                        isTold(after)
                                ? isTold(before) ? AlertPhase.CHANGED : AlertPhase.OPENED
                                : isTold(before) ? AlertPhase.RESOLVED : null;

                assertThat(phase)
                        .as(before + " -> " + after)
                        .isEqualTo(Optional.ofNullable(expected));
            }
        }
    }

    @Test
    void foldsAResolutionWithTheBreakThatItEnds() {
        Alert.OfResult resolved =
                AlertRules.of(
                                change(
                                        "p1",
                                        result(Outcome.MISSING, false, 0),
                                        result(Outcome.MATCHED, false, 1)))
                        .orElseThrow();

        assertThat(resolved.group()).isEqualTo(new AlertGroup("alipay", DAY, Outcome.MISSING));
        assertThat(resolved.subject()).isEqualTo("alipay/2088/PAYMENT/p1");
    }

    @Test
    void readsAGroupFromItsKeyWhateverTheChannelIsCalled() {
        AlertGroup group = new AlertGroup("a/b", -3, Outcome.DUPLICATE);

        assertThat(AlertGroup.of(group.channelAndDay(), Outcome.DUPLICATE)).isEqualTo(group);
        assertThatThrownBy(() -> AlertGroup.of("a", Outcome.EXTRA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsOfADayOnceForEachReasonAndOnceThatItCanCloseAgain() {
        DayReport held = day(DayStatus.HELD, "1000 lines declared, 999 read");
        DayReport otherwise = day(DayStatus.HELD, "a file is rejected");
        DayReport accepted = day(DayStatus.ACCEPTED, "a file is rejected");
        DayReport sealed = day(DayStatus.SEALED, "");

        assertThat(phase(null, held)).contains(AlertPhase.OPENED);
        assertThat(phase(held, held)).isEmpty();
        assertThat(phase(held, otherwise)).contains(AlertPhase.CHANGED);
        assertThat(phase(held, accepted)).contains(AlertPhase.RESOLVED);
        assertThat(phase(held, sealed)).contains(AlertPhase.RESOLVED);
        assertThat(phase(null, sealed)).isEmpty();
        assertThat(phase(null, accepted)).isEmpty();
        assertThat(phase(null, day(DayStatus.ABSENT, "no directory"))).contains(AlertPhase.OPENED);
    }

    @Test
    void anOverdueDayIsToldAndWhateverBecomesOfItToo() {
        DayReport overdue = day(DayStatus.OVERDUE, "no bill: there is no directory");

        assertThat(phase(null, overdue)).contains(AlertPhase.OPENED);
        assertThat(phase(overdue, overdue)).isEmpty();
        assertThat(phase(overdue, day(DayStatus.HELD, "a file is rejected")))
                .contains(AlertPhase.CHANGED);
        assertThat(phase(overdue, day(DayStatus.SEALED, ""))).contains(AlertPhase.RESOLVED);
        assertThat(phase(overdue, day(DayStatus.ACCEPTED, "no bill")))
                .contains(AlertPhase.RESOLVED);
    }

    /** Reports of several readers may arrive in another order than that in which they were said. */
    @Test
    void aReportThatAnotherOneHasOvertakenIsNotTold() {
        DayReport overdue = day(DayStatus.OVERDUE, "no bill: there is no directory");
        DayReport held = day(DayStatus.HELD, "a file is rejected");
        DayReport absent = day(DayStatus.ABSENT, "no directory");

        for (DayReport last :
                List.of(held, absent, day(DayStatus.SEALED, ""), day(DayStatus.ACCEPTED, "why"))) {
            assertThat(overdue.isOlderThan(last)).isTrue();
            assertThat(last.isOlderThan(overdue)).isFalse();
            assertThat(last.isOlderThan(last)).isFalse();
            assertThat(phase(last, overdue)).isEmpty();
        }
        assertThat(phase(day(DayStatus.SEALED, ""), held)).isEmpty();
        assertThat(phase(day(DayStatus.ACCEPTED, "why"), absent)).isEmpty();
        assertThat(phase(day(DayStatus.SEALED, ""), day(DayStatus.SEALED, ""))).isEmpty();
    }

    @Test
    void aDayWhoseBillIsOverdueIsStillOpen() {
        DayReport overdue = day(DayStatus.OVERDUE, "no bill: there is no directory");

        assertThat(DayChange.of("alipay", overdue, 7))
                .isEqualTo(new DayChange("alipay", DAY, DayState.OPEN, overdue.reason(), 7));
    }

    private static DayReport day(DayStatus status, String reason) {
        return new DayReport(DAY, 1, status, reason);
    }

    private static Optional<AlertPhase> phase(DayReport told, DayReport report) {
        return AlertRules.of("alipay", told, report).map(Alert.OfDay::phase);
    }

    @Test
    void tellsOfFilesWithAnErrorOnly() {
        ChannelRecord good = new ChannelRecord("alipay", file(""));
        ChannelRecord bad = new ChannelRecord("alipay", file("totals_mismatch"));

        ChannelRecord late = new ChannelRecord("alipay", file("late_file"));

        assertThat(AlertRules.of(good)).isEmpty();
        assertThat(AlertRules.of(late)).isPresent();
        assertThat(AlertRules.of(bad).map(Alert.OfFile::subject))
                .contains("alipay/2026-03-01/bill.zip");
        assertThat(AlertRules.of(new ChannelRecord("alipay", day(DayStatus.HELD, "")))).isEmpty();
    }

    private static FileReport file(String error) {
        return new FileReport(DAY, 1, "bill.zip", FileContent.EMPTY, Totals.NONE, error, "");
    }

    @Test
    void sumsUpWhatItFoldsAndNamesTheFirst() {
        AlertFold fold = AlertFold.EMPTY;
        for (int i = 1; i <= 7; i++) {
            fold = fold.plus(opened("p" + i, result(Outcome.MISSING, false, 0)));
        }
        fold = fold.plus(opened("e1", extra(0)));
        fold = fold.plus(new Alert.OfResult(AlertPhase.RESOLVED, change("p1", extra(0), extra(1))));

        assertThat(fold.opened()).isEqualTo(8);
        assertThat(fold.resolved()).isEqualTo(1);
        assertThat(fold.sums()).containsExactly(new FoldedSum("CNY", 8, 7 * 1234 + 9900));
        assertThat(fold.samples())
                .hasSize(AlertFold.MOST_SAMPLES)
                .first()
                .asString()
                .endsWith("p1");
    }

    @Test
    void staysAtTheLargestSumRatherThanFail() {
        AlertFold full =
                new AlertFold(
                        1, 0, 0, List.of(new FoldedSum("CNY", 1, Long.MAX_VALUE - 1)), List.of());

        assertThat(full.plus(opened("p1", result(Outcome.MISSING, false, 0))).sums())
                .containsExactly(new FoldedSum("CNY", 2, Long.MAX_VALUE));
    }
}
