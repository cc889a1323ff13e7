package io.recon.model.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.Money;
import io.recon.model.TransactionStatus;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.LinePosition;
import io.recon.model.day.DayClock;
import io.recon.model.day.Horizon;
import io.recon.model.order.OrderRow;
import io.recon.model.order.SourceVersion;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules of the transition that need more than one input: lines, revisions, limits. */
final class TransitionTest {
    private static final int DAY = 20_513;
    private static final long NOON_MS = DAY * 86_400_000L + 4 * 3_600_000L;
    private static final Horizon OPEN = new Horizon(DAY, Horizon.NONE, false);
    private static final Horizon CLOSED = new Horizon(DAY, DAY + 5, false);
    private static final BillLine LINE = line(DAY, 5, "T1", 100);

    private final Transition transition =
            new Transition(
                    new DayClock(ZoneId.of("Asia/Shanghai"), LocalTime.MIDNIGHT), Policy.DEFAULT);

    @Test
    void aLineWithTheSameContentIsRepeatedWhereverItStandsAndWhateverItsFee() {
        TransactionState state = after(OPEN, order(1), in(LINE));
        BillLine again =
                new BillLine(
                        new LinePosition(DAY + 1, "g", 1),
                        LINE.amount(),
                        LINE.feeMinor() + 1,
                        LINE.status(),
                        LINE.timeMs(),
                        LINE.tradeNumber());

        Step step = transition.apply(state, in(again), OPEN);

        assertThat(again.repeats(LINE)).isTrue();
        assertThat(step.changes()).isEmpty();
        assertThat(step.adjustments())
                .containsExactly(new LineAdjustment(LineAdjustment.Kind.REPEATED, again, 1));
    }

    @Test
    void aFurtherLineThatDiffersInAnythingIsADuplicateAtOnce() {
        LinePosition position = new LinePosition(DAY, "f", 6);
        Money amount = LINE.amount();
        TransactionStatus success = TransactionStatus.SUCCESS;
        List<BillLine> others =
                List.of(
                        new BillLine(position, amount, 0, success, NOON_MS, "T2"),
                        new BillLine(position, amount, 0, success, NOON_MS, null),
                        new BillLine(position, new Money(101, "CNY"), 0, success, NOON_MS, "T1"),
                        new BillLine(position, new Money(100, "USD"), 0, success, NOON_MS, "T1"),
                        new BillLine(position, amount, 0, TransactionStatus.FAILED, NOON_MS, "T1"),
                        new BillLine(position, amount, 0, success, NOON_MS + 1, "T1"));
        for (BillLine other : others) {
            Step step = transition.apply(after(OPEN, in(LINE)), in(other), OPEN);

            assertThat(other.repeats(LINE)).isFalse();
            assertThat(step.adjustments()).isEmpty();
            assertThat(step.changes()).hasSize(1);
            Result result = step.changes().get(0).after();
            assertThat(result.kind()).isEqualTo(Result.Kind.DUPLICATE);
            assertThat(result.verdict()).isEqualTo(new Verdict(Outcome.DUPLICATE, false, 0));
            assertThat(result.platform()).isNull();
            assertThat(result.line()).isEqualTo(other);
            assertThat(result.partitionDay()).isEqualTo(DAY);
        }
    }

    @Test
    void anEarlierLineTakesThePlaceOfTheFirst() {
        BillLine earlier = line(DAY, 4, "T0", 99);

        Step step = transition.apply(after(OPEN, order(1), in(LINE)), in(earlier), OPEN);

        assertThat(step.changes()).hasSize(2);
        assertThat(step.changes().get(0).after().line()).isEqualTo(earlier);
        assertThat(step.changes().get(0).after().revision()).isEqualTo(1);
        assertThat(step.changes().get(1).after().line()).isEqualTo(LINE);
        assertThat(step.changes().get(1).after().kind()).isEqualTo(Result.Kind.DUPLICATE);
    }

    @Test
    void aResultThatIsNoLongerDueIsWithdrawnOnceAndItsRevisionsGoOn() {
        TransactionState missing = after(CLOSED, order(1));
        Step gone = transition.apply(missing, deletion(2), CLOSED);
        assertThat(gone.changes()).hasSize(1);
        assertThat(gone.changes().get(0).before().verdict().outcome()).isEqualTo(Outcome.MISSING);
        assertThat(gone.changes().get(0).after().isWithdrawn()).isTrue();

        assertThat(transition.apply(gone.next(), deletion(3), CLOSED).changes()).isEmpty();

        Step back = transition.apply(gone.next(), order(3), CLOSED);
        assertThat(back.changes()).hasSize(1);
        assertThat(back.changes().get(0).before().isWithdrawn()).isTrue();
        assertThat(back.changes().get(0).after().revision()).isEqualTo(2);
    }

    @Test
    void aDeletionKeepsItsVersion() {
        TransactionState deleted = after(CLOSED, deletion(5));

        Step late = transition.apply(deleted, order(4), CLOSED);

        assertThat(late.effect()).isEqualTo(Step.Effect.NOT_NEWER);
        assertThat(late.next()).isSameAs(deleted);
    }

    @Test
    void aLineAlreadyHeldOrARetractionOfNoneChangesNothing() {
        TransactionState state = after(OPEN, order(1), in(LINE));

        for (Input input : List.of(in(LINE), new Input.Retraction(line(DAY, 6, "T1", 100)))) {
            Step step = transition.apply(state, input, OPEN);
            assertThat(step.effect()).isEqualTo(Step.Effect.ALREADY_APPLIED);
            assertThat(step.next()).isSameAs(state);
            assertThat(step.changes()).isEmpty();
        }
    }

    @Test
    void aWakeThatChangesNothingHandsTheSameStateOn() {
        TransactionState matched = after(OPEN, order(1), in(LINE), in(line(DAY, 6, "T2", 1)));

        Step step = transition.apply(matched, Input.Wake.INSTANCE, CLOSED);

        assertThat(step.next()).isSameAs(matched);
        assertThat(step.effect()).isEqualTo(Step.Effect.APPLIED);
    }

    @Test
    void whatStandsOverTheLimitIsRejectedAndTheFirstByPositionStay() {
        TransactionState full = full();

        Step behind = transition.apply(full, in(line(DAY, 9_999_999, "T", 1)), OPEN);
        assertThat(behind.next()).isSameAs(full);
        assertThat(behind.changes()).isEmpty();
        assertThat(behind.adjustments()).hasSize(1);
        assertThat(behind.adjustments().get(0).line().position().line()).isEqualTo(9_999_999);

        Step before = transition.apply(full, in(line(DAY, 1, "T", 1)), OPEN);
        BillLine last = full.lines().get(Policy.MOST_LINES - 1);
        assertThat(before.next().lines()).hasSize(Policy.MOST_LINES).doesNotContain(last);
        assertThat(before.adjustments())
                .containsExactly(new LineAdjustment(LineAdjustment.Kind.OVER_LIMIT, last, 1));
        assertThat(before.changes()).anyMatch(change -> change.after().isWithdrawn());
    }

    @Test
    @Timeout(60)
    void aFloodOfLinesOfOneTransactionIsRejectedWithoutWork() {
        TransactionState state = full();
        long rejected = 0;
        for (int i = 0; i < 100_000; i++) {
            Step step = transition.apply(state, in(line(DAY, 2_000_000 + i, "T" + i, 7)), OPEN);
            assertThat(step.next()).isSameAs(state);
            rejected += step.adjustments().size();
        }
        assertThat(rejected).isEqualTo(100_000);
    }

    @Test
    @Timeout(60)
    void aFloodThatComesLastLineFirstLeavesABoundedState() {
        TransactionState state = TransactionState.EMPTY;
        Books books = new Books("backwards");
        long rejected = 0;
        for (int i = 3_000; i > 0; i--) {
            Input input = in(line(DAY, i, "U" + i, 7));
            Step step = transition.apply(state, input, OPEN);
            books.record(input, step);
            rejected += step.adjustments().size();
            state = step.next();
        }
        assertThat(rejected).isEqualTo(2_000);
        assertThat(state.lines()).hasSize(Policy.MOST_LINES);
        assertThat(state.emitted()).hasSize(Policy.MOST_RESULTS);
    }

    @Test
    @Timeout(60)
    void theFirstThousandLinesCountAlsoIfThousandsCameBeforeThem() {
        TransactionState state = TransactionState.EMPTY;
        for (int i = Policy.MOST_RESULTS + 10; i > 0; i--) {
            state = transition.apply(state, in(line(DAY, i, "U" + i, 7)), OPEN).next();
        }

        assertThat(state.lines())
                .hasSize(Policy.MOST_LINES)
                .allMatch(line -> line.position().line() <= Policy.MOST_LINES);
        assertThat(state.emitted()).hasSize(Policy.MOST_RESULTS);
    }

    @Test
    @Timeout(60)
    void aDuplicateThatWasForgottenGoesOnWithAHigherRevision() {
        int forgotten = 20;
        TransactionState state = TransactionState.EMPTY;
        Map<String, Integer> revisions = new HashMap<>();
        List<BillLine> lines = new ArrayList<>();
        // The first line is no duplicate.
        for (int i = 1 + Policy.MOST_RESULTS + forgotten; i > 0; i--) {
            lines.add(line(DAY, i, "U" + i, 7));
        }
        for (BillLine line : lines) {
            state = follow(state, in(line), revisions);
        }
        for (BillLine line : List.copyOf(state.lines().subList(1, 1 + forgotten))) {
            state = follow(state, new Input.Retraction(line), revisions);
        }
        Set<String> remembered = new HashSet<>();
        for (Result result : state.emitted()) {
            remembered.add(result.line().tradeNumber());
        }
        List<BillLine> unknown = new ArrayList<>(lines);
        unknown.removeAll(state.lines());
        unknown.removeIf(line -> remembered.contains(line.tradeNumber()));
        assertThat(unknown).hasSize(forgotten);
        for (BillLine line : unknown) {
            state = follow(state, in(line), revisions);
        }
        assertThat(state.lines()).hasSize(Policy.MOST_LINES).containsAll(unknown);
    }

    private TransactionState follow(
            TransactionState state, Input input, Map<String, Integer> revisions) {
        Step step = transition.apply(state, input, OPEN);
        for (Change change : step.changes()) {
            Result after = change.after();
            String id = after.kind() + "/" + after.line().tradeNumber();
            Integer last = after.kind() == Result.Kind.MAIN ? null : revisions.get(id);
            if (last != null) {
                assertThat(after.revision()).as(id).isGreaterThan(last);
            }
            revisions.put(id, after.revision());
        }
        return step.next();
    }

    @Test
    void theFirstLineOfATransactionIsNeverOverTheLimit() {
        TransactionState full = full();
        TransactionState empty =
                new TransactionState(null, null, List.of(), full.emitted(), TransactionState.NEVER);

        Step step = transition.apply(empty, in(LINE), CLOSED);

        assertThat(step.next().lines()).containsExactly(LINE);
        assertThat(step.adjustments()).isEmpty();
    }

    @Test
    void anEarlierOrderOfADayBeforeTheFirstGivesNoResultButMeetsItsLine() {
        Horizon horizon = new Horizon(DAY + 1, DAY + 3, false);
        TransactionState alone = after(horizon, order(1));
        assertThat(alone.emitted()).isEmpty();

        Step met = transition.apply(alone, in(line(DAY + 1, 1, "T1", 100)), horizon);

        assertThat(met.changes().get(0).after().verdict().outcome()).isEqualTo(Outcome.DAY_CUT);
        assertThat(met.changes().get(0).after().partitionDay()).isEqualTo(DAY);
    }

    @Test
    void aPolicyHasNoNegativeValues() {
        assertThat(new Policy(0, 0, 0).retentionDays()).isZero();
        assertThatThrownBy(() -> new Policy(-1, 0, 0)).hasMessageContaining("-1, 0, 0");
        assertThatThrownBy(() -> new Policy(0, -1, 0)).hasMessageContaining("0, -1, 0");
        assertThatThrownBy(() -> new Policy(0, 0, -1)).hasMessageContaining("0, 0, -1");
    }

    @Test
    void aDuplicateHasALineAndNoPlatformSide() {
        var side = new PlatformSide(new Money(1, "CNY"), TransactionStatus.SUCCESS, 0, 0);
        assertThatThrownBy(
                        () ->
                                new Result(
                                        Result.Kind.DUPLICATE,
                                        side,
                                        LINE,
                                        Verdict.DUPLICATE,
                                        0,
                                        DAY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                new Result(
                                        Result.Kind.DUPLICATE,
                                        null,
                                        null,
                                        Verdict.DUPLICATE,
                                        0,
                                        DAY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void amountsAreNeverNegativeAndAnOrdersAmountIsPositive() {
        assertThat(line(DAY, 1, "T", 0).amount().minor()).isZero();
        assertThatThrownBy(() -> line(DAY, 1, "T", -1)).hasMessage("line amount -1 is negative");
        assertThatThrownBy(
                        () ->
                                new OrderRow(
                                        null,
                                        null,
                                        new Money(0, "CNY"),
                                        TransactionStatus.SUCCESS,
                                        1,
                                        1))
                .hasMessage("order amount 0 is not positive");
    }

    @Test
    void theLargestAmountsAreComparedExactly() {
        var side =
                new PlatformSide(
                        new Money(Long.MAX_VALUE, "CNY"), TransactionStatus.SUCCESS, 0, DAY);
        BillLine zero = line(DAY, 1, "T", 0);

        assertThat(Verdict.compare(side, zero, Long.MAX_VALUE - 1).outcome())
                .isEqualTo(Outcome.AMOUNT_MISMATCH);
        assertThat(Verdict.compare(side, zero, Long.MAX_VALUE).outcome())
                .isEqualTo(Outcome.MATCHED);
    }

    @Test
    void breaksAreAllThatStandsAndIsNotMatched() {
        List<Outcome> breaks = new ArrayList<>(List.of(Outcome.values()));
        breaks.removeIf(outcome -> !outcome.isBreak());

        assertThat(breaks)
                .containsExactly(
                        Outcome.AMOUNT_MISMATCH,
                        Outcome.STATUS_MISMATCH,
                        Outcome.DAY_CUT,
                        Outcome.MISSING,
                        Outcome.EXTRA,
                        Outcome.DUPLICATE,
                        Outcome.UNDECIDED);
    }

    private TransactionState full() {
        TransactionState state = TransactionState.EMPTY;
        for (int i = 0; i < Policy.MOST_LINES; i++) {
            state = transition.apply(state, in(line(DAY, 1_000_000 + i, "T" + i, 1)), OPEN).next();
        }
        return state;
    }

    private TransactionState after(Horizon horizon, Input... inputs) {
        TransactionState state = TransactionState.EMPTY;
        for (Input input : inputs) {
            state = transition.apply(state, input, horizon).next();
        }
        return state;
    }

    private static Input order(long version) {
        Money amount = new Money(100, "CNY");
        return new Input.Order(
                new OrderRow(null, null, amount, TransactionStatus.SUCCESS, NOON_MS, NOON_MS),
                SourceVersion.ofTime(version));
    }

    private static Input deletion(long version) {
        return new Input.Order(null, SourceVersion.ofTime(version));
    }

    private static Input in(BillLine line) {
        return new Input.Line(line);
    }

    private static BillLine line(int day, long number, String trade, long minor) {
        return new BillLine(
                new LinePosition(day, "f", number),
                new Money(minor, "CNY"),
                0,
                TransactionStatus.SUCCESS,
                NOON_MS,
                trade);
    }
}
