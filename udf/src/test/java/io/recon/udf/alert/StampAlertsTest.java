package io.recon.udf.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.alert.Alert;
import io.recon.udf.type.DomainTypes;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class StampAlertsTest {
    private static final Alert ONE = TestingAlerts.missing("p1");

    private static OneInputStreamOperatorTestHarness<Alert, Alert.Told> start(
            long restored, OperatorSubtaskState from) throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<>(new StampAlerts());
        harness.setup(DomainTypes.TOLD_ALERT.createSerializer(new SerializerConfigImpl()));
        if (from != null) {
            harness.setRestoredCheckpointId(restored);
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    @Test
    void saysWhichCheckpointEachAlertFollows() throws Exception {
        try (var stamp = start(0, null)) {
            stamp.processElement(ONE, 0);
            stamp.prepareSnapshotPreBarrier(7);
            stamp.processElement(ONE, 0);

            assertThat(stamp.extractOutputValues())
                    .containsExactly(
                            new Alert.Told(new Alert.Recovered(0), 0),
                            new Alert.Told(ONE, 0),
                            new Alert.Told(ONE, 7));
        }
    }

    @Test
    void saysFirstOfAllWhichCheckpointWasGoneBackTo() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var stamp = start(0, null)) {
            stamp.prepareSnapshotPreBarrier(7);
            checkpoint = stamp.snapshot(7, 0);
            stamp.processElement(ONE, 0);
        }
        try (var stamp = start(7, checkpoint)) {
            stamp.processElement(ONE, 0);

            assertThat(stamp.extractOutputValues())
                    .containsExactly(
                            new Alert.Told(new Alert.Recovered(7), 7), new Alert.Told(ONE, 7));
        }
    }

    /** A JobManager that fails before the first checkpoint leaves no trace of the first start. */
    @Test
    void whoBeginsWithNothingVoidsAllThatWasToldBefore() throws Exception {
        try (var stamp = start(0, null)) {
            assertThat(stamp.extractOutputValues())
                    .containsExactly(new Alert.Told(new Alert.Recovered(0), 0));
        }
    }

    @Test
    void refusesToRunSideBySide() throws Exception {
        try (var stamp = new OneInputStreamOperatorTestHarness<>(new StampAlerts(), 2, 2, 0)) {
            assertThatThrownBy(stamp::open).isInstanceOf(IllegalStateException.class);
        }
    }
}
