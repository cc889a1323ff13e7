package io.recon.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord.Cell;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.LinePosition;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.conservation.LedgerKey;
import io.recon.model.conservation.Tally;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.Verdict;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsKey;
import io.recon.model.statistics.Sums;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConservationTest {
    private static final int DAY = 20_000;
    private static final TransactionKey KEY =
            new TransactionKey("alipay", "2088", TransactionType.PAYMENT, "PO1");
    private static final LedgerKey ACCOUNT =
            new LedgerKey("alipay", "2088", DAY, "CNY", TransactionType.PAYMENT);
    private static final StatisticsKey MATCHED =
            new StatisticsKey(
                    "alipay", "2088", DAY, "CNY", TransactionType.PAYMENT, Outcome.MATCHED);
    private static final BillLine LINE = line(1);
    private static final Result RESULT =
            new Result(
                    Result.Kind.MAIN,
                    new PlatformSide(
                            new Money(1_234, "CNY"), TransactionStatus.SUCCESS, 1_000, DAY),
                    LINE,
                    new Verdict(Outcome.MATCHED, false, 0),
                    0,
                    DAY);

    private final Conservation conservation = new Conservation();

    @Test
    void holdsWhereEveryAccountSaysTheSame() {
        conservation.add("alipay", report(2, 2_468));
        conservation.add(repeated(1));
        conservation.add(kept(new Tally(2, 2_468), new Tally(1, 1_234)));
        conservation.add(KEY, RESULT);
        conservation.add(new StatisticsCell(MATCHED, new Sums(1, 1_234, 1, 1_234), 0));

        assertThat(conservation.violations()).isEmpty();
    }

    @Test
    void namesALineThatWasReadAndNotKept() {
        conservation.add("alipay", report(2, 2_468));
        conservation.add(kept(new Tally(1, 1_234), Tally.ZERO));
        conservation.add(KEY, RESULT);
        conservation.add(new StatisticsCell(MATCHED, new Sums(1, 1_234, 1, 1_234), 0));

        assertThat(conservation.violations())
                .containsExactly(
                        "channel alipay, account 2088, day 2024-10-04, CNY, PAYMENT: bill lines"
                                + " read: count 2 with amount 2468 (minor units), but lines kept"
                                + " and over the limit: count 1 with amount 1234 (minor units)");
    }

    @Test
    void namesTheChannelAndTheDayOfAmountsThatCannotBeAddedUp() {
        conservation.add("alipay", report(1, Long.MAX_VALUE));

        assertThatThrownBy(() -> conservation.add("alipay", report(1, 1)))
                .hasMessage(
                        "the amounts of channel alipay, day 2024-10-04, currency CNY are not"
                                + " plausible: their sum exceeds 64 bits");
    }

    @Test
    void namesAResultThatWasNotWritten() {
        conservation.add("alipay", report(1, 1_234));
        conservation.add(kept(new Tally(1, 1_234), Tally.ZERO));
        conservation.add(new StatisticsCell(MATCHED, new Sums(1, 1_234, 1, 1_234), 0));

        assertThat(conservation.violations())
                .hasSize(3)
                .anyMatch(violation -> violation.contains("lines kept"))
                .anyMatch(violation -> violation.contains("orders kept"))
                .anyMatch(violation -> violation.contains("statistics"));
    }

    @Test
    void namesMoneyThatDiffersThoughTheCountsAgree() {
        conservation.add("alipay", report(1, 1_235));
        conservation.add(kept(new Tally(1, 1_234), Tally.ZERO));
        conservation.add(KEY, RESULT);
        conservation.add(new StatisticsCell(MATCHED, new Sums(1, 1_234, 1, 1_234), 0));

        assertThat(conservation.violations()).singleElement().asString().contains("1235");
    }

    @Test
    void namesARepeatedLineThatNobodyTold() {
        conservation.add("alipay", report(2, 2_468));
        conservation.add(kept(new Tally(2, 2_468), new Tally(1, 1_234)));
        conservation.add(KEY, RESULT);
        conservation.add(new StatisticsCell(MATCHED, new Sums(1, 1_234, 1, 1_234), 0));

        assertThat(conservation.violations()).singleElement().asString().contains("repeated");
    }

    private static FileReport report(long count, long minor) {
        Cell cell = new Cell("2088", "CNY", TransactionType.PAYMENT, count, minor, 0);
        return new FileReport(
                DAY,
                1,
                "bill.csv",
                new FileContent(List.of(cell), List.of(), 0),
                Totals.AGREE,
                "",
                "");
    }

    private static LedgerDelta kept(Tally lines, Tally repeated) {
        return new LedgerDelta(
                ACCOUNT, lines, repeated, Tally.ZERO, new Tally(1, 1_234), Tally.ZERO, Tally.ZERO);
    }

    private static AdjustedLine repeated(int delta) {
        return new AdjustedLine(
                KEY, new LineAdjustment(LineAdjustment.Kind.REPEATED, line(2), delta));
    }

    private static BillLine line(long number) {
        return new BillLine(
                new LinePosition(DAY, "bill.csv", number),
                new Money(1_234, "CNY"),
                0,
                TransactionStatus.SUCCESS,
                1_000,
                "T1");
    }
}
