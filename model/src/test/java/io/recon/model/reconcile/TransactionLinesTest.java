package io.recon.model.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.Money;
import io.recon.model.TransactionStatus;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import io.recon.model.reconcile.LineAdjustment.Kind;
import org.junit.jupiter.api.Test;

class TransactionLinesTest {
    private final TransactionLines lines = new TransactionLines();

    private static BillLine line(int number, String trade, long minor, long feeMinor) {
        return new BillLine(
                new LinePosition(1, "f", number),
                new Money(minor, "USD"),
                feeMinor,
                TransactionStatus.SUCCESS,
                7,
                trade);
    }

    @Test
    void theFirstLineOfEachIdentityCountsForItselfAndTheOthersAreRepeated() {
        assertThat(lines.add(line(1, "t", 100, 1))).isEmpty();
        assertThat(lines.add(line(2, "t", 100, 2))).contains(Kind.REPEATED);
        assertThat(lines.add(line(3, "u", 100, 1))).isEmpty();
        assertThat(lines.add(line(4, "t", 101, 1))).isEmpty();
        assertThat(lines.add(line(5, null, 100, 1))).isEmpty();
        assertThat(lines.add(line(6, null, 100, 1))).contains(Kind.REPEATED);
        assertThat(lines.add(line(7, "u", 100, 1))).contains(Kind.REPEATED);
    }

    @Test
    void whatComesAfterTheMostLinesIsOverTheLimitAlsoWhereItRepeatsOne() {
        for (int i = 0; i < Policy.MOST_LINES; i++) {
            lines.add(line(i, "t" + i / 2, 100, 1));
        }

        assertThat(lines.add(line(1_001, "t0", 100, 1))).contains(Kind.OVER_LIMIT);
        assertThat(lines.add(line(1_002, "new", 100, 1))).contains(Kind.OVER_LIMIT);
    }
}
