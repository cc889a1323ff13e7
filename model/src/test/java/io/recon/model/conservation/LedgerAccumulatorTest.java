package io.recon.model.conservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.PlatformSide;
import io.recon.model.reconcile.Result;
import io.recon.model.reconcile.TransactionState;
import io.recon.model.reconcile.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerAccumulatorTest {
    private static final TransactionKey KEY =
            new TransactionKey("shop", "acct", TransactionType.PAYMENT, "no");
    private static final int FIRST_DAY = 10;
    private static final int WAITS = 11;
    private static final int NEVER = TransactionState.NEVER;

    private static final PlatformSide PAID = order(100, TransactionStatus.SUCCESS, 10);
    private static final PlatformSide FAILED = order(100, TransactionStatus.FAILED, 10);
    private static final PlatformSide EARLY = order(100, TransactionStatus.SUCCESS, 9);
    private static final BillLine LINE = line(1, 90, "T1");
    private static final BillLine AGAIN = line(2, 90, "T1");
    private static final BillLine OTHER = line(3, 70, "T2");

    private static PlatformSide order(long minor, TransactionStatus status, int day) {
        return new PlatformSide(new Money(minor, "CNY"), status, 5, day);
    }

    private static BillLine line(int number, long minor, String trade) {
        return new BillLine(
                new LinePosition(10, "a.csv", number),
                new Money(minor, "CNY"),
                0,
                TransactionStatus.SUCCESS,
                5,
                trade);
    }

    private static TransactionState state(
            PlatformSide order, List<BillLine> lines, int wakeDay, Result... emitted) {
        return new TransactionState(order, null, lines, List.of(emitted), wakeDay);
    }

    private static Result result(Result.Kind kind, Outcome outcome) {
        return new Result(kind, null, LINE, new Verdict(outcome, false, 0), 0, 10);
    }

    /** What a state adds to nothing: lines, repeated, open, orders, before the first day, open. */
    static Stream<Arguments> states() {
        List<BillLine> one = List.of(LINE);
        List<BillLine> three = List.of(LINE, AGAIN, OTHER);
        Result main = result(Result.Kind.MAIN, Outcome.EXTRA);
        Result withdrawn = result(Result.Kind.MAIN, Outcome.WITHDRAWN);
        Result duplicate = result(Result.Kind.DUPLICATE, Outcome.DUPLICATE);
        return Stream.of(
                Arguments.of(TransactionState.EMPTY, ""),
                Arguments.of(state(PAID, List.of(), WAITS), "10: 0/0 0/0 0/0 1/100 0/0 1/100"),
                Arguments.of(state(PAID, List.of(), NEVER), "10: 0/0 0/0 0/0 1/100 0/0 0/0"),
                Arguments.of(state(PAID, List.of(), WAITS, main), "10: 0/0 0/0 0/0 1/100 0/0 0/0"),
                Arguments.of(
                        state(PAID, List.of(), WAITS, withdrawn),
                        "10: 0/0 0/0 0/0 1/100 0/0 1/100"),
                Arguments.of(state(FAILED, List.of(), WAITS), ""),
                Arguments.of(state(FAILED, one, NEVER), "10: 1/90 0/0 0/0 1/100 0/0 0/0"),
                Arguments.of(state(EARLY, List.of(), NEVER), "9: 0/0 0/0 0/0 1/100 1/100 0/0"),
                Arguments.of(state(EARLY, List.of(), WAITS), "9: 0/0 0/0 0/0 1/100 0/0 1/100"),
                Arguments.of(
                        state(EARLY, one, NEVER),
                        "9: 0/0 0/0 0/0 1/100 0/0 0/0|10: 1/90 0/0 0/0 0/0 0/0 0/0"),
                Arguments.of(state(null, one, WAITS), "10: 1/90 0/0 1/90 0/0 0/0 0/0"),
                Arguments.of(state(null, one, NEVER), "10: 1/90 0/0 0/0 0/0 0/0 0/0"),
                Arguments.of(
                        state(null, three, WAITS, duplicate), "10: 3/250 1/90 1/90 0/0 0/0 0/0"),
                Arguments.of(state(null, three, WAITS, main), "10: 3/250 1/90 0/0 0/0 0/0 0/0"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void whatAStateHoldsIsAdded(TransactionState state, String expected) {
        assertThat(added(TransactionState.EMPTY, state)).isEqualTo(expected);
    }

    /** From any state to any other the difference is what the one holds less the other. */
    @Test
    void theDifferenceOfTwoStatesIsThatOfWhatTheyHold() {
        List<TransactionState> all = states().map(one -> (TransactionState) one.get()[0]).toList();
        for (TransactionState before : all) {
            for (TransactionState after : all) {
                LedgerAccumulator way = new LedgerAccumulator();
                way.add(KEY, TransactionState.EMPTY, before, FIRST_DAY);
                way.add(KEY, before, after, FIRST_DAY);

                assertThat(text(way))
                        .as("%s to %s", before, after)
                        .isEqualTo(added(TransactionState.EMPTY, after));
            }
        }
    }

    @Test
    void anAccountIsHandedOutOnceAndOnlyIfItChanged() {
        LedgerAccumulator ledger = new LedgerAccumulator();
        TransactionState waiting = state(PAID, List.of(), WAITS);
        ledger.add(KEY, TransactionState.EMPTY, waiting, FIRST_DAY);
        assertThat(ledger.size()).isOne();
        ledger.add(KEY, waiting, TransactionState.EMPTY, FIRST_DAY);

        assertThat(text(ledger)).isEmpty();
        assertThat(ledger.size()).isZero();
    }

    @Test
    void aSumThatDoesNotFitNamesTheChannelAndTheDay() {
        LedgerAccumulator ledger = new LedgerAccumulator();
        PlatformSide most = order(Long.MAX_VALUE, TransactionStatus.SUCCESS, 10);
        ledger.add(KEY, TransactionState.EMPTY, state(most, List.of(), NEVER), FIRST_DAY);

        assertThatThrownBy(
                        () ->
                                ledger.add(
                                        KEY,
                                        TransactionState.EMPTY,
                                        state(PAID, List.of(), NEVER),
                                        FIRST_DAY))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("shop");
    }

    @Test
    void anAccountSaysWhatMustBeOnResults() {
        LedgerKey key = new LedgerKey("shop", "acct", 10, "CNY", TransactionType.PAYMENT);
        LedgerDelta account =
                new LedgerDelta(
                        key,
                        new Tally(9, 900),
                        new Tally(2, 20),
                        new Tally(1, 3),
                        new Tally(8, 800),
                        new Tally(3, 30),
                        new Tally(1, 4));

        assertThat(account.settledLines()).isEqualTo(new Tally(6, 877));
        assertThat(account.settledOrders()).isEqualTo(new Tally(4, 766));
        assertThat(account.isZero()).isFalse();
        assertThat(LedgerDelta.none(key).isZero()).isTrue();
        assertThat(LedgerDelta.none(key).plus(account)).isEqualTo(account);
        assertThat(new Tally(0, 1).isZero()).isFalse();
        assertThat(new Tally(1, 0).isZero()).isFalse();
    }

    private static String added(TransactionState before, TransactionState after) {
        LedgerAccumulator ledger = new LedgerAccumulator();
        ledger.add(KEY, before, after, FIRST_DAY);
        return text(ledger);
    }

    private static String text(LedgerAccumulator ledger) {
        List<LedgerDelta> accounts = new ArrayList<>();
        ledger.drainTo(accounts::add);
        accounts.sort((one, other) -> Integer.compare(one.key().day(), other.key().day()));
        return String.join(
                "|",
                accounts.stream()
                        .map(
                                account ->
                                        account.key().day()
                                                + ": "
                                                + String.join(
                                                        " ",
                                                        Stream.of(
                                                                        account.lines(),
                                                                        account.repeated(),
                                                                        account.openLines(),
                                                                        account.orders(),
                                                                        account.beforeFirstDay(),
                                                                        account.openOrders())
                                                                .map(LedgerAccumulatorTest::text)
                                                                .toList()))
                        .toList());
    }

    private static String text(Tally tally) {
        return tally.count() + "/" + tally.amountMinor();
    }
}
