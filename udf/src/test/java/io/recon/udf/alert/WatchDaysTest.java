package io.recon.udf.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertPhase;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.day.DayClock;
import io.recon.udf.type.DomainTypes;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class WatchDaysTest {
    private static KeyedOneInputStreamOperatorTestHarness<String, ChannelRecord, Alert> start()
            throws Exception {
        return start(null);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ChannelRecord, Alert> start(
            OperatorSubtaskState from) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new WatchDays()), WatchDays.KEY, Types.STRING);
        harness.setup(DomainTypes.ALERT.createSerializer(new SerializerConfigImpl()));
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    private static StreamRecord<ChannelRecord> of(BillRecord record) {
        return new StreamRecord<>(new ChannelRecord("alipay", record));
    }

    private static DayReport day(int day, DayStatus status, String reason) {
        return new DayReport(day, 1, status, reason);
    }

    @Test
    void tellsOnceOfAHeldDayAndOnceOfItsResolution() throws Exception {
        DayReport held = day(1, DayStatus.HELD, "1000 lines declared, 999 read");
        DayReport accepted = day(1, DayStatus.ACCEPTED, "1000 lines declared, 999 read");
        try (var watch = start()) {
            watch.processElement(of(held));
            watch.processElement(of(held));
            watch.processElement(of(day(2, DayStatus.SEALED, "")));
            watch.processElement(of(accepted));

            assertThat(watch.extractOutputValues())
                    .containsExactly(
                            new Alert.OfDay(AlertPhase.OPENED, "alipay", held),
                            new Alert.OfDay(AlertPhase.RESOLVED, "alipay", accepted));
        }
    }

    @Test
    void aReportThatTheSealHasOvertakenIsNotTold() throws Exception {
        DayReport overdue = day(1, DayStatus.OVERDUE, "no bill: there is no directory");
        try (var watch = start()) {
            watch.processElement(of(day(1, DayStatus.SEALED, "")));
            watch.processElement(of(overdue));
            watch.processElement(of(day(1, DayStatus.HELD, "a file is rejected")));

            assertThat(watch.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void aDayIsForgottenWhenEveryReaderHasPassedItsEnd() throws Exception {
        DayReport held = day(2, DayStatus.HELD, "a file is rejected");
        try (var watch = start()) {
            watch.processElement(of(day(1, DayStatus.SEALED, "")));
            watch.processElement(of(held));
            watch.processWatermark(Duration.ofDays(4).minusMillis(1).toMillis());
            assertThat(watch.numKeyedStateEntries()).isEqualTo(2);

            watch.processWatermark(Duration.ofDays(4).toMillis());
            assertThat(watch.numKeyedStateEntries()).isEqualTo(1);
            assertThat(watch.numEventTimeTimers()).isEqualTo(1);
            watch.processElement(of(held));
            assertThat(watch.extractOutputValues())
                    .containsExactly(new Alert.OfDay(AlertPhase.OPENED, "alipay", held));
        }
    }

    @Test
    void whatWasSaidOutlivesARestartAndSoDoesItsEnd() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var watch = start()) {
            watch.processElement(of(day(1, DayStatus.SEALED, "")));
            checkpoint = watch.snapshot(1, 0);
        }
        try (var watch = start(checkpoint)) {
            watch.processElement(of(day(1, DayStatus.OVERDUE, "no bill")));
            assertThat(watch.extractOutputValues()).isEmpty();

            watch.processWatermark(WatchDays.forgottenAtMs(1));
            assertThat(watch.numKeyedStateEntries()).isZero();
        }
    }

    /** The reader that is asked last has emitted all of a day when it emits the day's watermark. */
    @Test
    void noChannelHasReportsOfADayLeftWhenTheDayIsForgotten() {
        for (int hours = -18; hours <= 18; hours++) {
            for (String cutOff : List.of("00:00", "11:59", "12:00", "23:59:59")) {
                var clock = new DayClock(ZoneOffset.ofHours(hours), LocalTime.parse(cutOff));
                assertThat(clock.closingWatermarkOf(1)).isLessThan(WatchDays.forgottenAtMs(1));
            }
        }
    }

    @Test
    void tellsOfAFileThatIsWrong() throws Exception {
        FileReport wrong =
                new FileReport(
                        1, 1, "b.zip", FileContent.EMPTY, Totals.NONE, "archive_corrupt", "");
        FileReport right = new FileReport(1, 1, "c.zip", FileContent.EMPTY, Totals.AGREE, "", "");
        try (var watch = start()) {
            watch.processElement(of(wrong));
            watch.processElement(of(right));

            assertThat(watch.extractOutputValues())
                    .containsExactly(new Alert.OfFile("alipay", wrong));
        }
    }
}
