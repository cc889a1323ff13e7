package io.recon.udf.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class TellClosedDaysTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalTime CUT_OFF = LocalTime.of(23, 0);
    private static final DayClock CLOCK = new DayClock(SHANGHAI, CUT_OFF);
    private static final int FIRST = 20_513;
    private static final DayProgress STARTED =
            new DayProgress(FIRST, Horizon.NONE, CLOCK.closingWatermarkOf(FIRST - 1));

    private static OneInputStreamOperatorTestHarness<DayProgress, DayChange> start(
            OperatorSubtaskState from) throws Exception {
        var harness =
                new OneInputStreamOperatorTestHarness<>(
                        new TellClosedDays("unionpay", SHANGHAI, CUT_OFF));
        harness.setup(DomainTypes.DAY_CHANGE.createSerializer(new SerializerConfigImpl()));
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    private static Watermark closing(int day) {
        return new Watermark(CLOCK.closingWatermarkOf(day));
    }

    private static List<Integer> told(
            OneInputStreamOperatorTestHarness<DayProgress, DayChange> harness) {
        assertThat(harness.extractOutputValues())
                .allMatch(change -> change.channel().equals("unionpay"))
                .allMatch(change -> change.state() == DayState.CLOSED);
        return harness.extractOutputValues().stream().map(DayChange::day).toList();
    }

    @Test
    void tellsADayWhenTheWatermarkHasPassedItsEnd() throws Exception {
        try (var days = start(null)) {
            days.processElement(STARTED, 0);
            days.processWatermark(new Watermark(CLOCK.closingWatermarkOf(FIRST) - 1));
            assertThat(told(days)).isEmpty();

            days.processWatermark(closing(FIRST));
            days.processWatermark(closing(FIRST + 2));
            assertThat(told(days)).containsExactly(FIRST, FIRST + 1, FIRST + 2);
        }
    }

    @Test
    void knowsNoDayBeforeTheFirstOne() throws Exception {
        try (var days = start(null)) {
            days.processWatermark(closing(FIRST - 5));
            days.processElement(STARTED, 0);
            days.processWatermark(closing(FIRST - 1));

            assertThat(told(days)).isEmpty();
        }
    }

    @Test
    void anInputThatEndsClosesNothing() throws Exception {
        try (var days = start(null)) {
            days.processElement(STARTED, 0);
            days.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(told(days)).isEmpty();
        }
    }

    @Test
    void aRestartRepeatsNoDayThatWasTold() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var days = start(null)) {
            days.processElement(STARTED, 0);
            days.processWatermark(closing(FIRST + 1));
            checkpoint = days.snapshot(1, 0);
        }
        try (var days = start(checkpoint)) {
            days.processElement(STARTED, 0);
            days.processWatermark(closing(FIRST));
            days.processWatermark(closing(FIRST + 2));

            assertThat(told(days)).containsExactly(FIRST + 2);
        }
    }

    @Test
    void refusesToRunSideBySide() throws Exception {
        try (var days =
                new OneInputStreamOperatorTestHarness<>(
                        new TellClosedDays("unionpay", SHANGHAI, CUT_OFF), 2, 2, 0)) {
            assertThatThrownBy(days::open).isInstanceOf(IllegalStateException.class);
        }
    }
}
