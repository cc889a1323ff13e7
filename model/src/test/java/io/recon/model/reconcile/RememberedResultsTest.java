package io.recon.model.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.Money;
import io.recon.model.TransactionStatus;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedResultsTest {
    private static final int MOST = Policy.MOST_RESULTS;

    private static Result duplicate(int number, Outcome outcome, int revision) {
        BillLine line =
                new BillLine(
                        new LinePosition(10, "a.csv", number),
                        new Money(5, "CNY"),
                        0,
                        TransactionStatus.SUCCESS,
                        1,
                        "T" + number);
        Verdict verdict = new Verdict(outcome, false, 0);
        return new Result(Result.Kind.DUPLICATE, null, line, verdict, revision, 10);
    }

    /** Withdrawn duplicates whose revisions fall from their number to 1. */
    private static List<Result> withdrawn(int count) {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(duplicate(i, Outcome.WITHDRAWN, count - i));
        }
        return results;
    }

    @Test
    void asManyAsAreAllowedAreRemembered() {
        List<Result> results = withdrawn(MOST);

        assertThat(RememberedResults.bounded(results)).isSameAs(results);
    }

    @Test
    void thoseWithTheLowestRevisionsAreForgottenFirst() {
        List<Result> results = withdrawn(MOST + 3);

        assertThat(RememberedResults.bounded(results)).isEqualTo(results.subList(0, MOST));
    }

    @Test
    void whatIsDueIsNeverForgotten() {
        List<Result> results = withdrawn(MOST);
        results.add(0, duplicate(MOST, Outcome.DUPLICATE, 0));

        assertThat(RememberedResults.bounded(results)).isEqualTo(results.subList(0, MOST));
    }

    @Test
    void aDuplicateBeginsAtZeroAsLongAsNothingCanHaveBeenForgotten() {
        assertThat(RememberedResults.firstRevision(List.of())).isZero();
        assertThat(RememberedResults.firstRevision(withdrawn(MOST - 1))).isZero();
    }

    @Test
    void aDuplicateThatMayHaveBeenForgottenBeginsAboveAllRevisions() {
        assertThat(RememberedResults.firstRevision(withdrawn(MOST))).isEqualTo(MOST + 1);
    }
}
