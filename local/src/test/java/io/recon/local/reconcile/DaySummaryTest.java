package io.recon.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.Money;
import io.recon.model.TransactionStatus;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaySummaryTest {
    private final DaySummary summary = new DaySummary();

    @Test
    void absentDaysInARowAreOneRow() {
        summary.add("a", new DayReport(0, 1, DayStatus.SEALED, ""));
        summary.add("a", absent(1, 2_932_895));
        summary.add("b", absent(2, 2));

        assertThat(days())
                .containsExactly(
                        "a 1970-01-01 closed -",
                        "a 1970-01-02 to 9999-12-30 absent -",
                        "b 1970-01-03 absent -");
    }

    @Test
    void anAbsentDayWithResultsStandsAloneAmongThem() {
        summary.add("a", absent(1, 9));
        for (int day : new int[] {1, 5, 11}) {
            summary.add("a", undecided(day));
        }

        assertThat(days())
                .containsExactly(
                        "a 1970-01-02 absent 1",
                        "a 1970-01-03 to 1970-01-05 absent -",
                        "a 1970-01-06 absent 1",
                        "a 1970-01-07 to 1970-01-10 absent -",
                        "a 1970-01-12 open 1");
    }

    private static DayReport absent(int first, int last) {
        return new DayReport(first, last, 1, DayStatus.ABSENT, "no directory");
    }

    private static Result undecided(int day) {
        return new Result(
                Result.Kind.MAIN,
                new PlatformSide(new Money(1, "CNY"), TransactionStatus.SUCCESS, 0, day),
                null,
                new Verdict(Outcome.UNDECIDED, true, 0),
                0,
                day);
    }

    private List<String> days() {
        int undecided = DaySummary.COLUMNS.indexOf("undecided");
        return summary.rows().stream()
                .map(row -> String.join(" ", row[0], row[1], row[2], row[undecided]))
                .toList();
    }
}
