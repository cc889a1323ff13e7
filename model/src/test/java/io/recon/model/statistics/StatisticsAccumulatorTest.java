package io.recon.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.recon.model.reconcile.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsAccumulatorTest {
    private static final TransactionKey KEY =
            new TransactionKey("shop", "acct", TransactionType.REFUND, "no");

    private final StatisticsAccumulator statistics = new StatisticsAccumulator();

    private static Result result(Outcome outcome, long platformMinor, long lineMinor) {
        PlatformSide platform =
                platformMinor == 0
                        ? null
                        : new PlatformSide(
                                new Money(platformMinor, "CNY"), TransactionStatus.SUCCESS, 5, 10);
        BillLine line =
                lineMinor == 0
                        ? null
                        : new BillLine(
                                new LinePosition(11, "a.csv", 1),
                                new Money(lineMinor, "JPY"),
                                0,
                                TransactionStatus.SUCCESS,
                                5,
                                "T1");
        return new Result(Result.Kind.MAIN, platform, line, new Verdict(outcome, false, 0), 0, 10);
    }

    private List<String> drained() {
        List<String> cells = new ArrayList<>();
        statistics.drainTo(
                delta ->
                        cells.add(
                                "%d %s %s: %s"
                                        .formatted(
                                                delta.key().day(),
                                                delta.key().currency(),
                                                delta.key().outcome(),
                                                text(delta.change()))));
        cells.sort(null);
        return cells;
    }

    private static String text(Sums sums) {
        return "%d/%d %d/%d"
                .formatted(
                        sums.platformCount(),
                        sums.platformAmountMinor(),
                        sums.channelCount(),
                        sums.channelAmountMinor());
    }

    @Test
    void eachSideCountsUnderItsOwnDayAndCurrency() {
        statistics.add(KEY, new Change(null, result(Outcome.DAY_CUT, 30, 40)));
        statistics.add(KEY, new Change(null, result(Outcome.DAY_CUT, 5, 0)));
        assertThat(statistics.size()).isEqualTo(2);

        assertThat(drained())
                .containsExactly("10 CNY DAY_CUT: 2/35 0/0", "11 JPY DAY_CUT: 0/0 1/40");
        assertThat(statistics.size()).isZero();
    }

    @Test
    void whatIsReplacedIsTakenAway() {
        statistics.add(
                KEY, new Change(result(Outcome.MISSING, 30, 0), result(Outcome.DAY_CUT, 30, 40)));

        assertThat(drained())
                .containsExactly(
                        "10 CNY DAY_CUT: 1/30 0/0",
                        "10 CNY MISSING: -1/-30 0/0",
                        "11 JPY DAY_CUT: 0/0 1/40");
    }

    @Test
    void aWithdrawnResultCountsNowhere() {
        statistics.add(
                KEY, new Change(result(Outcome.EXTRA, 0, 40), result(Outcome.WITHDRAWN, 0, 40)));

        assertThat(drained()).containsExactly("11 JPY EXTRA: 0/0 -1/-40");
    }

    @Test
    void aCellThatDoesNotChangeIsLeftOut() {
        statistics.add(KEY, new Change(result(Outcome.EXTRA, 0, 40), result(Outcome.EXTRA, 0, 40)));

        assertThat(drained()).isEmpty();
    }

    @Test
    void aSumThatDoesNotFitNamesTheChannel() {
        statistics.add(KEY, new Change(null, result(Outcome.MISSING, Long.MAX_VALUE, 0)));

        assertThatThrownBy(
                        () -> statistics.add(KEY, new Change(null, result(Outcome.MISSING, 1, 0))))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("shop");
    }
}
