package io.recon.udf.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayClock;
import io.recon.model.day.DayProgress;
import io.recon.model.day.DayState;
import io.recon.model.day.Horizon;
import io.recon.udf.type.DomainTypes;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class TellDaysTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalTime CUT_OFF = LocalTime.of(23, 0);
    private static final DayClock CLOCK = new DayClock(SHANGHAI, CUT_OFF);
    private static final int FIRST = 20_513;
    private static final DayProgress STARTED = DayProgress.of(FIRST, Horizon.NONE);

    private static TwoInputStreamOperatorTestHarness<DayProgress, ChannelRecord, DayChange> start(
            OperatorSubtaskState from) throws Exception {
        var harness =
                new TwoInputStreamOperatorTestHarness<>(
                        new TellDays("unionpay", SHANGHAI, CUT_OFF));
        harness.setup(DomainTypes.DAY_CHANGE.createSerializer(new SerializerConfigImpl()));
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    private static void both(
            TwoInputStreamOperatorTestHarness<DayProgress, ChannelRecord, DayChange> days,
            Watermark mark)
            throws Exception {
        days.processWatermark1(mark);
        days.processWatermark2(mark);
    }

    private static Watermark closing(int day) {
        return new Watermark(CLOCK.closingWatermarkOf(day));
    }

    private static List<Integer> told(
            TwoInputStreamOperatorTestHarness<DayProgress, ChannelRecord, DayChange> harness) {
        assertThat(harness.extractOutputValues())
                .allMatch(change -> change.channel().equals("unionpay"))
                .allMatch(change -> change.state() == DayState.CLOSED);
        return harness.extractOutputValues().stream().map(DayChange::day).toList();
    }

    @Test
    void tellsADayWhenTheWatermarkHasPassedItsEnd() throws Exception {
        try (var days = start(null)) {
            days.processElement1(STARTED, 0);
            both(days, new Watermark(CLOCK.closingWatermarkOf(FIRST) - 1));
            assertThat(told(days)).isEmpty();

            both(days, closing(FIRST));
            both(days, closing(FIRST + 2));
            assertThat(told(days)).containsExactly(FIRST, FIRST + 1, FIRST + 2);
        }
    }

    /** Readers of the table have nothing else to sort by. */
    @Test
    void noTwoWordsHaveTheSameTime() throws Exception {
        try (var days = start(null)) {
            days.setProcessingTime(5_000);
            days.processElement1(STARTED, 0);
            both(days, closing(FIRST + 1));
            days.setProcessingTime(5_001);
            both(days, closing(FIRST + 2));
            days.setProcessingTime(9_000);
            both(days, closing(FIRST + 3));

            assertThat(days.extractOutputValues())
                    .extracting(DayChange::atMs)
                    .containsExactly(5_000L, 5_001L, 5_002L, 9_000L);
        }
    }

    /** The watermark that seals a day may come on the other way before what was said of the day. */
    @Test
    void aDaysLastWordIsThatItIsClosed() throws Exception {
        try (var days = start(null)) {
            days.processElement1(STARTED, 0);
            days.processWatermark1(closing(FIRST));
            assertThat(days.extractOutputValues()).isEmpty();

            days.processElement2(
                    new ChannelRecord(
                            "unionpay", new DayReport(FIRST, 1, DayStatus.ACCEPTED, "no bill")),
                    0);
            days.processWatermark2(closing(FIRST));
            assertThat(days.extractOutputValues())
                    .extracting(DayChange::state)
                    .containsExactly(DayState.ACCEPTED, DayState.CLOSED);
        }
    }

    @Test
    void aReportThatTheSealHasOvertakenIsNotTold() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var days = start(null)) {
            days.processElement2(said(FIRST, DayStatus.SEALED), 0);
            checkpoint = days.snapshot(1, 0);
            assertThat(days.extractOutputValues()).hasSize(1);
        }
        try (var days = start(checkpoint)) {
            days.processElement2(said(FIRST, DayStatus.OVERDUE), 0);
            days.processElement2(said(FIRST, DayStatus.HELD), 0);

            assertThat(days.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void knowsNoDayBeforeTheFirstOne() throws Exception {
        try (var days = start(null)) {
            both(days, closing(FIRST - 5));
            days.processElement1(STARTED, 0);
            both(days, closing(FIRST - 1));

            assertThat(told(days)).isEmpty();
        }
    }

    @Test
    void anInputThatEndsClosesNothing() throws Exception {
        try (var days = start(null)) {
            days.processElement1(STARTED, 0);
            both(days, Watermark.MAX_WATERMARK);

            assertThat(told(days)).isEmpty();
        }
    }

    @Test
    void aRestartRepeatsNoDayThatWasTold() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var days = start(null)) {
            days.processElement1(STARTED, 0);
            both(days, closing(FIRST + 1));
            checkpoint = days.snapshot(1, 0);
        }
        try (var days = start(checkpoint)) {
            days.processElement1(STARTED, 0);
            both(days, closing(FIRST));
            both(days, closing(FIRST + 2));

            assertThat(told(days)).containsExactly(FIRST + 2);
        }
    }

    private static ChannelRecord said(int day, DayStatus status) {
        return new ChannelRecord("unionpay", new DayReport(day, 1, status, "why"));
    }

    /** Held, overdue, sealed. */
    private static List<Integer> counted(
            TwoInputStreamOperatorTestHarness<DayProgress, ChannelRecord, DayChange> days) {
        DayMetrics metrics = ((TellDays) days.getOperator()).recorded;
        return List.of(metrics.heldDays(), metrics.overdueDays(), metrics.sealedDays());
    }

    @Test
    void everyDayThatIsNotClosedCountsAsWhatWasLastSaidOfIt() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var days = start(null)) {
            assertThat(counted(days)).containsExactly(0, 0, 0);
            days.processElement1(STARTED, 0);
            days.processElement2(said(FIRST, DayStatus.OVERDUE), 0);
            days.processElement2(said(FIRST + 1, DayStatus.HELD), 0);
            days.processElement2(said(FIRST + 2, DayStatus.HELD), 0);
            assertThat(counted(days)).containsExactly(2, 1, 0);

            days.processElement2(said(FIRST, DayStatus.SEALED), 0);
            days.processElement2(said(FIRST + 1, DayStatus.ACCEPTED), 0);
            assertThat(counted(days)).containsExactly(1, 0, 2);
            checkpoint = days.snapshot(1, 0);
        }
        try (var days = start(checkpoint)) {
            assertThat(counted(days))
                    .as("the bill source does not say it again")
                    .isEqualTo(List.of(1, 0, 2));
            both(days, closing(FIRST));
            assertThat(counted(days)).containsExactly(1, 0, 1);
            both(days, closing(FIRST + 1));
            days.processElement2(said(FIRST, DayStatus.HELD), 0);
            assertThat(counted(days)).as("a closed day counts nowhere").isEqualTo(List.of(1, 0, 0));
            assertThat(days.extractOutputValues())
                    .extracting(DayChange::state)
                    .containsExactly(DayState.CLOSED, DayState.CLOSED);
        }
    }

    @Test
    void theLagIsTheTimeSinceTheOpenDayEnded() throws Exception {
        try (var days = start(null)) {
            DayMetrics metrics = ((TellDays) days.getOperator()).recorded;
            days.setProcessingTime(CLOCK.endOf(FIRST) + 5);
            assertThat(metrics.openDay()).isEqualTo(-1);
            assertThat(metrics.closeLagMs()).as("no day is known").isZero();

            days.processElement1(STARTED, 0);
            assertThat(metrics.openDay()).isEqualTo(FIRST);
            assertThat(metrics.closeLagMs()).isEqualTo(5);

            both(days, closing(FIRST));
            assertThat(metrics.openDay()).isEqualTo(FIRST + 1);
            assertThat(metrics.closeLagMs()).as("the next day has not ended").isZero();
        }
    }

    @Test
    void refusesToRunSideBySide() throws Exception {
        try (var days =
                new TwoInputStreamOperatorTestHarness<>(
                        new TellDays("unionpay", SHANGHAI, CUT_OFF), 2, 2, 0)) {
            assertThatThrownBy(days::open).isInstanceOf(IllegalStateException.class);
        }
    }
}
