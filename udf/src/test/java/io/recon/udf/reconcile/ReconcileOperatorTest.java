package io.recon.udf.reconcile;

import static io.recon.udf.reconcile.AtEnd.KEEP_WAITING;
import static io.recon.udf.reconcile.AtEnd.LEAVE_UNDECIDED;
import static io.recon.udf.reconcile.TestingReconciliation.CLOCK;
import static io.recon.udf.reconcile.TestingReconciliation.DAY;
import static io.recon.udf.reconcile.TestingReconciliation.deleted;
import static io.recon.udf.reconcile.TestingReconciliation.line;
import static io.recon.udf.reconcile.TestingReconciliation.noon;
import static io.recon.udf.reconcile.TestingReconciliation.order;
import static io.recon.udf.reconcile.TestingReconciliation.paid;
import static io.recon.udf.reconcile.TestingReconciliation.retraction;
import static io.recon.udf.reconcile.TestingReconciliation.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.TransactionStatus;
import io.recon.model.bill.BillRecord;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.Policy;
import io.recon.udf.reconcile.TestingReconciliation.Backend;
import java.time.Duration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator of a continuous job: what it emits, and what it leaves in state. */
@ParameterizedClass
@EnumSource(Backend.class)
class ReconcileOperatorTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    @Parameter Backend backend;

    private TestingReconciliation run;

    @BeforeEach
    void start() throws Exception {
        run = new TestingReconciliation(backend, KEEP_WAITING);
        run.firstDay(DAY);
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
    }

    @Test
    void matchesWhicheverSideComesFirst() throws Exception {
        run.orders(paid("a", noon(DAY))).bills(line("a", DAY, 1, noon(DAY)));
        run.bills(line("b", DAY, 2, noon(DAY))).orders(paid("b", noon(DAY)));

        assertThat(run.news()).containsExactly("a MATCHED", "b MATCHED");
        assertThat(run.timers()).isZero();
        assertThat(run.states()).isEqualTo(2);
    }

    @Test
    void keepsOneTimerWhileASideIsAlone() throws Exception {
        run.orders(paid("a", noon(DAY)));
        assertThat(run.timers()).isOne();
        run.orders(order("a", 1_100, TransactionStatus.SUCCESS, noon(DAY), noon(DAY) + 1));
        assertThat(run.timers()).isOne();
        run.orders(
                paid("a", noon(DAY + 1)),
                order("a", 9, TransactionStatus.SUCCESS, noon(DAY + 1), noon(DAY + 2)));
        assertThat(run.timers()).as("moved to the next day").isOne();
        run.bills(line("a", DAY, 1, noon(DAY)));
        assertThat(run.timers()).isZero();
    }

    @Test
    void aDaysCutBelongsToTheNextDay() throws Exception {
        long cut = CLOCK.endOf(DAY);
        run.orders(paid("before", cut - 1), paid("at", cut), paid("after", cut + 1));
        run.bills(line("before", DAY, 1, cut), line("at", DAY, 2, cut), line("after", DAY, 3, cut));

        assertThat(run.news())
                .containsExactly("before MATCHED", "at DAY_CUT day", "after DAY_CUT day");
    }

    @Test
    void closesTheDayOnlyAfterBothSidesPassTheCut() throws Exception {
        long cut = CLOCK.endOf(DAY);
        run.orders(paid("m", noon(DAY))).bills(line("e", DAY, 1, noon(DAY)));

        run.ordersTo(cut + 1);
        assertThat(run.news()).as("the day is not sealed").isEmpty();
        run.seal(DAY);
        assertThat(run.news()).containsExactlyInAnyOrder("m MISSING", "e EXTRA");
        assertThat(run.timers()).isZero();
    }

    @Test
    void closesAtTheLastMillisecondOfTheOrdersDay() throws Exception {
        long cut = CLOCK.endOf(DAY);
        run.orders(paid("m", noon(DAY))).seal(DAY);

        run.ordersTo(cut - 2);
        assertThat(run.news()).isEmpty();
        run.ordersTo(cut - 1);
        assertThat(run.news()).containsExactly("m MISSING");
    }

    @Test
    void repeatedAndOlderVersionsChangeNothing() throws Exception {
        OrderEvent.Change first = order("a", 1_000, TransactionStatus.SUCCESS, noon(DAY), 5);
        OrderEvent.Change second = order("a", 2_000, TransactionStatus.SUCCESS, noon(DAY), 6);
        run.orders(second, first, second).bills(line("a", DAY, 1, noon(DAY)));
        assertThat(run.news()).containsExactly("a AMOUNT_MISMATCH amount");

        run.orders(first, second).bills(line("a", DAY, 1, noon(DAY)));
        assertThat(run.news()).isEmpty();
        run.orders(order("a", 1_000, TransactionStatus.SUCCESS, noon(DAY), 7));
        assertThat(run.news()).containsExactly("a MATCHED");
    }

    @Test
    void aSnapshotTakenAgainChangesNothing() throws Exception {
        OrderEvent.Change change = paid("a", noon(DAY));
        run.orders(change).bills(line("a", DAY, 1, noon(DAY))).close(DAY).news();

        run.orders(with(OrderOperation.READ, change));

        assertThat(run.news()).isEmpty();
        assertThat(run.timers()).isZero();
    }

    @Test
    void aKeyThatMovesTakesItsOrderAlong() throws Exception {
        run.orders(paid("old", noon(DAY))).bills(line("new", DAY, 1, noon(DAY)));
        OrderEvent.Change row =
                order("new", 1_000, TransactionStatus.SUCCESS, noon(DAY), noon(DAY) + 1);
        run.orders(with(OrderOperation.UPDATE, deleted("old", noon(DAY), noon(DAY) + 1)), row);
        run.close(DAY);

        assertThat(run.news()).containsExactly("new MATCHED");
        assertThat(run.timers()).isZero();
    }

    @Test
    void aDeletionBeforeTheVerdictLeavesNothingToDecide() throws Exception {
        run.orders(paid("a", noon(DAY)), deleted("a", noon(DAY), noon(DAY) + 1));
        assertThat(run.timers()).isZero();
        run.orders(paid("a", noon(DAY)));
        assertThat(run.timers()).as("the deletion's version stays").isZero();
        run.close(DAY);
        assertThat(run.news()).isEmpty();
    }

    @Test
    void aDeletionAfterTheVerdictWithdrawsOrTurnsIt() throws Exception {
        run.orders(paid("lone", noon(DAY)), paid("pair", noon(DAY)));
        run.bills(line("pair", DAY, 1, noon(DAY))).close(DAY).news();

        run.orders(deleted("lone", noon(DAY), noon(DAY) + 1));
        run.orders(deleted("pair", noon(DAY), noon(DAY) + 1));

        assertThat(run.news()).containsExactly("lone WITHDRAWN", "pair EXTRA");
    }

    @Test
    void aSecondTradeNumberIsADuplicateOnAnyDay() throws Exception {
        run.orders(paid("a", noon(DAY))).bills(line("a", DAY, 1, noon(DAY)));
        run.bills(line("a", DAY + 1, 1, noon(DAY + 1), 1_000, "T-other"));
        assertThat(run.news()).containsExactly("a MATCHED", "a DUPLICATE");

        run.bills(line("a", DAY + 1, 2, noon(DAY)));
        assertThat(run.news()).as("the same line met again").isEmpty();
        assertThat(run.adjusted)
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.key()).isEqualTo(TestingReconciliation.key("a"));
                            assertThat(line.adjustment().kind())
                                    .isEqualTo(LineAdjustment.Kind.REPEATED);
                            assertThat(line.adjustment().delta()).isOne();
                        });
        assertThat(run.timers()).isZero();
    }

    @Test
    void aLoneSideLateInItsDayIsCarriedOver() throws Exception {
        long end = CLOCK.endOf(DAY);
        long windowStart = end - 30 * MINUTE;
        run.orders(paid("m-out", windowStart), paid("m-in", windowStart + 1));
        run.bills(line("e-out", DAY, 1, windowStart), line("e-in", DAY, 2, windowStart + 1));

        run.close(DAY);
        assertThat(run.news())
                .containsExactlyInAnyOrder(
                        "m-out MISSING",
                        "e-out EXTRA",
                        "m-in DAY_CUT pending",
                        "e-in DAY_CUT pending");
        assertThat(run.timers()).isEqualTo(2);

        run.close(DAY + 1);
        assertThat(run.news()).containsExactlyInAnyOrder("m-in MISSING", "e-in EXTRA");
        assertThat(run.timers()).isZero();
    }

    @Test
    void aCarriedSideIsFoundOnTheNextDay() throws Exception {
        long late = CLOCK.endOf(DAY) - MINUTE;
        run.orders(paid("a", late)).close(DAY).news();

        run.bills(line("a", DAY + 1, 1, late + 2 * MINUTE));
        assertThat(run.news()).containsExactly("a DAY_CUT day");
        assertThat(run.timers()).isZero();
        run.close(DAY + 1);
        assertThat(run.news()).isEmpty();
    }

    @Test
    void aSideThatComesAfterTheCloseIsDecidedAtOnce() throws Exception {
        run.close(DAY);
        run.orders(paid("m", noon(DAY))).bills(line("e", DAY, 1, noon(DAY)));
        assertThat(run.news()).containsExactly("m MISSING", "e EXTRA");

        run.bills(line("m", DAY, 2, noon(DAY))).orders(paid("e", noon(DAY)));
        assertThat(run.news()).containsExactly("m MATCHED", "e MATCHED");
        assertThat(run.timers()).isZero();
    }

    @Test
    void aPendingPairWaitsForItsBillDay() throws Exception {
        run.orders(order("a", 1_000, TransactionStatus.PENDING, noon(DAY), 5));
        assertThat(run.timers()).isZero();
        run.bills(line("a", DAY, 1, noon(DAY)));
        assertThat(run.timers()).isOne();
        assertThat(run.news()).isEmpty();
        run.close(DAY);
        assertThat(run.news()).containsExactly("a STATUS_MISMATCH status");
    }

    @Test
    void aRetractedLineLeavesNothingWhereNothingWasEmitted() throws Exception {
        BillRecord.Line line = line("a", DAY, 1, noon(DAY));
        run.bills(line);
        assertThat(run.states()).isOne();
        run.bills(retraction(line));
        assertThat(run.states()).isZero();
        assertThat(run.timers()).isZero();
        run.bills(retraction(line));
        assertThat(run.states()).as("a retraction of nothing").isZero();
        run.close(DAY);
        assertThat(run.news()).isEmpty();
    }

    @Test
    void aRetractedLineChangesItsResult() throws Exception {
        BillRecord.Line line = line("a", DAY, 1, noon(DAY));
        run.orders(paid("a", noon(DAY))).bills(line).close(DAY).news();
        run.bills(retraction(line));
        assertThat(run.news()).containsExactly("a MISSING");
        run.orders(deleted("a", noon(DAY), noon(DAY) + 1));
        assertThat(run.news()).containsExactly("a WITHDRAWN");
    }

    @Test
    void theFirstBillWatermarkTellsTheFirstDayOnceAndForAll() throws Exception {
        try (var fresh = new TestingReconciliation(backend, KEEP_WAITING)) {
            fresh.orders(paid("early", noon(DAY - 1)), paid("first", noon(DAY)));
            assertThat(fresh.timers()).isEqualTo(2);
            fresh.firstDay(DAY).ordersThrough(DAY - 1);
            assertThat(fresh.news()).isEmpty();
            assertThat(fresh.timers()).as("the early order waits no more").isOne();

            fresh.orders(paid("early too", noon(DAY - 1)));
            fresh.seal(DAY).seal(DAY - 1).ordersThrough(DAY);
            assertThat(fresh.news()).containsExactly("first MISSING");
            fresh.restart(1).firstDay(DAY).seal(DAY + 1).ordersThrough(DAY + 1);
            fresh.orders(paid("early again", noon(DAY - 1)), paid("late", noon(DAY)));
            assertThat(fresh.news()).containsExactly("late MISSING");
            assertThat(fresh.timers()).isZero();
        }
    }

    @Test
    void aLineBeforeTheFirstDayWaitsForTheFirstDaysClose() throws Exception {
        BillRecord.Line gone = line("gone", DAY - 1, 2, noon(DAY - 1));
        run.bills(line("a", DAY - 1, 1, noon(DAY - 1)), gone, retraction(gone));
        assertThat(run.timers()).isOne();
        run.ordersThrough(DAY - 1);
        assertThat(run.news()).isEmpty();
        run.close(DAY);
        assertThat(run.news()).containsExactly("a EXTRA");
        assertThat(run.timers()).isZero();
    }

    @Test
    void aFinishedBillInputClosesNothing() throws Exception {
        run.orders(paid("a", noon(DAY))).endBills().ordersThrough(DAY + 9);
        assertThat(run.news()).isEmpty();
        assertThat(run.timers()).isOne();
    }

    @Test
    void aFinishedOrderInputLetsSealedDaysClose() throws Exception {
        run.orders(paid("a", noon(DAY)), paid("b", noon(DAY + 1))).endOrders();
        assertThat(run.news()).isEmpty();
        run.seal(DAY);
        assertThat(run.news()).containsExactly("a MISSING");
        assertThat(run.timers()).isOne();
    }

    @Test
    void aDrainDecidesNothing() throws Exception {
        run.orders(paid("a", noon(DAY))).bills(line("b", DAY, 1, noon(DAY)));
        run.endOrders().endBills();
        assertThat(run.news()).isEmpty();
        run.restart(1);
        assertThat(run.timers()).isEqualTo(2);
        run.firstDay(DAY).seal(DAY).ordersThrough(DAY);
        assertThat(run.news()).containsExactlyInAnyOrder("a MISSING", "b EXTRA");
    }

    @Test
    void anIdleInputIsNoProgress() throws Exception {
        run.orders(paid("a", noon(DAY))).seal(DAY).idle();
        assertThat(run.news()).isEmpty();
        run.ordersThrough(DAY);
        assertThat(run.news()).containsExactly("a MISSING");
    }

    @Test
    void whatIsClosedSurvivesARestart() throws Exception {
        run.orders(paid("old", noon(DAY)), paid("open", noon(DAY + 1))).close(DAY).news();

        run.restart(1);
        run.orders(paid("m", noon(DAY))).bills(line("e", DAY, 1, noon(DAY)));
        assertThat(run.news())
                .as("before any watermark has come back")
                .containsExactly("m MISSING", "e EXTRA");

        run.firstDay(DAY).ordersThrough(DAY - 1);
        run.orders(paid("n", noon(DAY)));
        assertThat(run.news()).as("watermarks that repeat the past").containsExactly("n MISSING");
        assertThat(run.timers()).isOne();
        run.seal(DAY + 1).ordersThrough(DAY + 1);
        assertThat(run.news()).containsExactly("open MISSING");
    }

    @Test
    void aClosedDayDoesNotOpenWhileTheWatermarksComeBack() throws Exception {
        run.close(DAY).close(DAY + 1).restart(1).firstDay(DAY);
        run.seal(DAY).ordersThrough(DAY).orders(paid("m", noon(DAY + 1)));
        assertThat(run.news()).containsExactly("m MISSING");
        assertThat(run.timers()).isZero();
    }

    @Test
    void rescalingKeepsWhatIsClosedAndWhatIsOpen() throws Exception {
        for (int i = 0; i < 40; i++) {
            run.orders(paid("o" + i, noon(DAY + 1)));
        }
        run.close(DAY).restart(2);
        assertThat(run.timers()).isEqualTo(40);
        for (int i = 0; i < 20; i++) {
            run.bills(
                    line("o" + i, DAY + 1, i + 1, noon(DAY + 1)), line("e" + i, DAY, i, noon(DAY)));
        }
        assertThat(run.news()).hasSize(40).filteredOn(line -> line.endsWith(" EXTRA")).hasSize(20);

        run.restart(1).firstDay(DAY).seal(DAY + 1);
        run.bills(line("late", DAY, 99, noon(DAY)));
        assertThat(run.news()).containsExactly("late EXTRA");
        run.ordersThrough(DAY + 1);
        assertThat(run.news()).hasSize(20).allMatch(line -> line.endsWith(" MISSING"));
        assertThat(run.timers()).isZero();
        assertThat(run.states()).isEqualTo(61);
    }

    @Test
    void recordsPastTheRetentionTouchNoState() throws Exception {
        run.close(DAY + 8);
        run.orders(paid("in", noon(DAY + 1)), paid("out", noon(DAY)));
        run.orders(with(OrderOperation.CREATE, paid("new", noon(DAY))));
        run.bills(line("e", DAY + 1, 1, noon(DAY)), line("f", DAY, 1, noon(DAY)));

        assertThat(run.news()).containsExactly("in MISSING", "e EXTRA");
        assertThat(run.states()).isEqualTo(2);
        assertThat(run.lateOrders)
                .as("an update of an order paid long ago is only counted")
                .singleElement()
                .satisfies(
                        reject -> {
                            assertThat(reject.source()).isEqualTo("lsn");
                            assertThat(reject.position()).isEqualTo(noon(DAY));
                            assertThat(reject.reason())
                                    .startsWith(
                                            "past_retention: 2026-03-01 is more than 7 days before"
                                                    + " the last closed day 2026-03-09: CREATE of ")
                                    .endsWith("/PAYMENT/new");
                        });
        assertThat(run.lateLines)
                .singleElement()
                .isInstanceOfSatisfying(
                        BillRecord.Reject.class,
                        reject -> assertThat(reject.position().line()).isOne());
    }

    @Test
    void stateIsGoneAfterTheRetentionAndThirtyDays() throws Exception {
        run.wallClock(Duration.ZERO).orders(paid("a", noon(DAY)));
        run.bills(line("a", DAY, 1, noon(DAY))).close(DAY);

        run.wallClock(Duration.ofDays(37).minusMillis(1)).redeploy();
        assertThat(run.states()).isOne();
        run.wallClock(Duration.ofDays(37)).redeploy();
        assertThat(run.states()).isZero();
    }

    @Test
    void expiredStateThatIsStillThereDecides() throws Exception {
        run.wallClock(Duration.ZERO).orders(paid("a", noon(DAY)));
        run.wallClock(Duration.ofDays(400)).bills(line("a", DAY, 1, noon(DAY)));
        assertThat(run.news()).containsExactly("a MATCHED");
    }

    @Test
    void aTimerWithoutStateIsCountedAndTheJobGoesOn() throws Exception {
        run.wallClock(Duration.ZERO).orders(paid("a", noon(DAY)));
        run.wallClock(Duration.ofDays(37)).redeploy();
        assertThat(run.timers()).isOne();
        assertThat(run.states()).isZero();
        Configurator.setLevel(AbstractStreamOperator.class, Level.OFF);
        try {
            run.firstDay(DAY).close(DAY);
        } finally {
            Configurator.setLevel(AbstractStreamOperator.class, Level.WARN);
        }
        assertThat(run.news()).isEmpty();
        assertThat(run.timers()).isZero();
    }

    @Test
    void whatWasAddedUpLeavesBeforeTheBarrier() throws Exception {
        run.orders(paid("a", noon(DAY))).bills(line("a", DAY, 1, noon(DAY)));
        assertThat(run.statistics).isEmpty();
        run.barrier();
        assertThat(run.statistics).hasSize(1);
        assertThat(run.ledger).hasSize(1);
        run.barrier();
        assertThat(run.statistics).hasSize(1);
    }

    @Test
    void aBoundedRunLeavesAHeldDayUndecidedAndNeverMissing() throws Exception {
        try (var bounded = new TestingReconciliation(backend, LEAVE_UNDECIDED)) {
            bounded.firstDay(DAY);
            bounded.orders(paid("closed", noon(DAY)), paid("m", noon(DAY + 1)));
            bounded.orders(order("p", 1_000, TransactionStatus.PENDING, noon(DAY + 1), 5));
            bounded.orders(order("q", 1_000, TransactionStatus.PENDING, noon(DAY + 1), 5));
            bounded.bills(line("p", DAY + 1, 1, noon(DAY + 1)));
            bounded.bills(line("e", DAY + 1, 2, noon(DAY + 1)));
            bounded.orders(paid("carried", CLOCK.endOf(DAY) - MINUTE));
            bounded.seal(DAY).finish();

            assertThat(bounded.standing())
                    .containsExactly(
                            "carried DAY_CUT pending",
                            "closed MISSING",
                            "e UNDECIDED pending",
                            "m UNDECIDED pending",
                            "p UNDECIDED pending");
            assertThat(bounded.timers()).isZero();
            bounded.assertConserved();
        }
    }

    @Test
    void aBoundedRunClosesSealedDaysWhicheverInputEndsFirst() throws Exception {
        try (var bounded = new TestingReconciliation(backend, LEAVE_UNDECIDED)) {
            bounded.firstDay(DAY).orders(paid("a", noon(DAY)), paid("b", noon(DAY + 1)));
            bounded.seal(DAY).endBills();
            assertThat(bounded.news()).isEmpty();
            bounded.endOrders();
            assertThat(bounded.news()).containsExactly("a MISSING", "b UNDECIDED pending");
        }
        try (var bounded = new TestingReconciliation(backend, LEAVE_UNDECIDED)) {
            bounded.firstDay(DAY).orders(paid("a", noon(DAY)), paid("b", noon(DAY + 1)));
            bounded.endOrders().seal(DAY);
            assertThat(bounded.news()).containsExactly("a MISSING");
            bounded.endBills();
            assertThat(bounded.news()).containsExactly("b UNDECIDED pending");
        }
    }

    @Test
    void aBoundedRunWithoutAnyBillLeavesAllUndecided() throws Exception {
        try (var bounded = new TestingReconciliation(backend, LEAVE_UNDECIDED)) {
            bounded.orders(paid("a", noon(DAY))).finish();
            assertThat(bounded.news()).containsExactly("a UNDECIDED pending");
        }
    }

    @Test
    void ordersBeforeTheFirstDayAreToldApartInTheLedger() throws Exception {
        try (var bounded = new TestingReconciliation(backend, LEAVE_UNDECIDED)) {
            bounded.orders(paid("early", noon(DAY - 1)), paid("met", noon(DAY - 1)));
            bounded.firstDay(DAY).orders(paid("early too", noon(DAY - 1)));
            bounded.bills(line("met", DAY, 1, noon(DAY))).seal(DAY).finish();

            assertThat(bounded.standing()).containsExactly("met DAY_CUT day");
            bounded.assertConserved();
            assertThat(bounded.summedLedger().values())
                    .anySatisfy(
                            account -> {
                                assertThat(account.key().day()).isEqualTo(DAY - 1);
                                assertThat(account.orders().count()).isEqualTo(3);
                                assertThat(account.beforeFirstDay().count()).isEqualTo(2);
                                assertThat(account.beforeFirstDay().amountMinor()).isEqualTo(2_000);
                            });
        }
    }

    @Test
    void theToleranceOfThePolicyReachesTheVerdict() throws Exception {
        Policy tolerant = new Policy(5, 30 * MINUTE, 7);
        try (var other = new TestingReconciliation(backend, KEEP_WAITING, tolerant)) {
            other.orders(paid("a", noon(DAY)), paid("b", noon(DAY)));
            other.bills(line("a", DAY, 1, noon(DAY), 1_005, "T"));
            other.bills(line("b", DAY, 2, noon(DAY), 1_006, "T"));
            assertThat(other.news()).containsExactly("a MATCHED", "b AMOUNT_MISMATCH amount");
        }
    }
}
