package io.recon.udf.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertGroup;
import io.recon.model.reconcile.Outcome;
import io.recon.udf.type.DomainTypes;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FoldAlertsTest {
    private static final int FOLD_AFTER = 2;

    private static KeyedOneInputStreamOperatorTestHarness<String, Alert.OfResult, Alert> start(
            OperatorSubtaskState from) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new FoldAlerts(FOLD_AFTER, Duration.ofDays(37))),
                        FoldAlerts.KEY,
                        Types.STRING);
        harness.setup(DomainTypes.ALERT.createSerializer(new SerializerConfigImpl()));
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    @Test
    void tellsTheFirstOneByOneAndTheRestOnceAMinute() throws Exception {
        try (var fold = start(null)) {
            fold.setProcessingTime(1_000);
            for (int i = 1; i <= 5; i++) {
                fold.processElement(TestingAlerts.missing("p" + i), 0);
            }
            assertThat(fold.extractOutputValues())
                    .containsExactly(TestingAlerts.missing("p1"), TestingAlerts.missing("p2"));

            fold.setProcessingTime(60_999);
            assertThat(fold.extractOutputValues()).hasSize(2);
            fold.setProcessingTime(61_000);
            Alert.Folded summary = (Alert.Folded) fold.extractOutputValues().get(2);
            assertThat(summary.group())
                    .isEqualTo(new AlertGroup("alipay", TestingAlerts.DAY, Outcome.MISSING));
            assertThat(summary.fold().opened()).isEqualTo(3);
            assertThat(summary.fold().sums())
                    .containsExactly(new Alert.FoldedSum("CNY", 3, 3 * TestingAlerts.AMOUNT));
            assertThat(summary.fold().samples()).hasSize(3);
            assertThat(fold.numProcessingTimeTimers()).as("no storm, no timer").isZero();

            fold.processElement(TestingAlerts.missing("p6"), 0);
            assertThat(fold.numProcessingTimeTimers()).isEqualTo(1);
            fold.setProcessingTime(121_000);
            assertThat(fold.extractOutputValues()).hasSize(4);
        }
    }

    @Test
    void countsEachGroupForItself() throws Exception {
        try (var fold = start(null)) {
            for (int i = 1; i <= FOLD_AFTER; i++) {
                fold.processElement(TestingAlerts.missing("p" + i), 0);
                fold.processElement(TestingAlerts.amountMismatch("q" + i), 0);
            }
            assertThat(fold.extractOutputValues()).hasSize(2 * FOLD_AFTER);

            fold.processElement(TestingAlerts.missing("p9"), 0);
            fold.processElement(TestingAlerts.amountMismatch("q9"), 0);
            fold.setProcessingTime(60_000);
            assertThat(fold.extractOutputValues().subList(2 * FOLD_AFTER, 2 * FOLD_AFTER + 2))
                    .allSatisfy(
                            alert ->
                                    assertThat(((Alert.Folded) alert).fold().opened())
                                            .isEqualTo(1));
        }
    }

    @Test
    void tellsByItselfToItsEndWhatItToldByItself() throws Exception {
        try (var fold = start(null)) {
            fold.setProcessingTime(0);
            for (int i = 1; i <= 3; i++) {
                fold.processElement(TestingAlerts.missing("p" + i), 0);
            }
            assertThat(fold.numKeyedStateEntries()).as("groups, open ones").isEqualTo(2);

            for (int i = 1; i <= 3; i++) {
                fold.processElement(TestingAlerts.resolved(TestingAlerts.missing("p" + i)), 0);
            }
            assertThat(fold.numKeyedStateEntries()).as("groups").isEqualTo(1);

            assertThat(fold.extractOutputValues())
                    .containsExactly(
                            TestingAlerts.missing("p1"),
                            TestingAlerts.missing("p2"),
                            TestingAlerts.resolved(TestingAlerts.missing("p1")),
                            TestingAlerts.resolved(TestingAlerts.missing("p2")));
            fold.setProcessingTime(60_000);
            Alert.Folded summary = (Alert.Folded) fold.extractOutputValues().get(4);
            assertThat(summary.fold().opened()).isEqualTo(1);
            assertThat(summary.fold().resolved()).isEqualTo(1);
        }
    }

    @Test
    void losesNothingOfWhatItGatheredOverARestore() throws Exception {
        OperatorSubtaskState savepoint;
        try (var fold = start(null)) {
            fold.setProcessingTime(0);
            for (int i = 1; i <= 4; i++) {
                fold.processElement(TestingAlerts.missing("p" + i), 0);
            }
            savepoint = fold.snapshot(1, 0);
        }
        try (var fold = start(savepoint)) {
            fold.processElement(TestingAlerts.missing("p5"), 0);
            fold.setProcessingTime(60_000);
            List<Alert> told = fold.extractOutputValues();
            assertThat(told).hasSize(1);
            assertThat(((Alert.Folded) told.get(0)).fold().opened()).isEqualTo(3);
        }
    }

    /** The timer that one group sets tells of the others too, and they must not set one each. */
    @Test
    void twoGroupsThatStormTogetherHaveOneSummaryAMinuteEach() throws Exception {
        int minutes = 10;
        try (var fold = start(null)) {
            for (int second = 0; second < minutes * 60; second++) {
                fold.setProcessingTime(second * 1_000L);
                fold.processElement(TestingAlerts.missing("m" + second), 0);
                fold.setProcessingTime(second * 1_000L + 500);
                fold.processElement(TestingAlerts.amountMismatch("a" + second), 0);
                assertThat(fold.numProcessingTimeTimers()).isLessThanOrEqualTo(1);
            }

            assertThat(fold.extractOutputValues())
                    .filteredOn(Alert.Folded.class::isInstance)
                    .hasSizeBetween(2 * (minutes - 1), 2 * minutes);
        }
    }
}
