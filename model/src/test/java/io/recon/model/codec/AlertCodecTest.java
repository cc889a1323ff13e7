package io.recon.model.codec;

import static io.recon.model.alert.TestingAlerts.change;
import static io.recon.model.alert.TestingAlerts.extra;
import static io.recon.model.alert.TestingAlerts.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.NastyTexts;
import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertFold;
import io.recon.model.alert.AlertGroup;
import io.recon.model.alert.AlertMemory;
import io.recon.model.alert.AlertPhase;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.FileContent;
import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.bill.BillRecord.Totals;
import io.recon.model.reconcile.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertCodecTest {
    private static final AlertFold FOLD =
            new AlertFold(
                    3,
                    0,
                    Long.MAX_VALUE,
                    List.of(new Alert.FoldedSum("CNY", 2, -5), new Alert.FoldedSum("JPY", 1, 7)),
                    List.of("a", "b"));

    private static List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        for (AlertPhase phase : AlertPhase.values()) {
            alerts.add(
                    new Alert.OfResult(
                            phase,
                            change("p1", extra(0), result(Outcome.AMOUNT_MISMATCH, false, 1))));
            alerts.add(
                    new Alert.OfDay(
                            phase, "alipay", new DayReport(1, 1, DayStatus.HELD, "no _SUCCESS")));
        }
        for (String text : NastyTexts.ALL) {
            alerts.add(new Alert.Folded(new AlertGroup(text, -1, Outcome.EXTRA), FOLD));
        }
        alerts.add(
                new Alert.OfFile(
                        "acme",
                        new FileReport(
                                1,
                                2,
                                "f",
                                FileContent.EMPTY,
                                Totals.DISAGREE,
                                "bad_encoding",
                                "x")));
        alerts.add(new Alert.Recovered(42));
        return alerts;
    }

    @Test
    void alertsComeBackAsTheyWere() throws IOException {
        for (Alert alert : alerts()) {
            assertThat(copy(new AlertCodec(), alert)).isEqualTo(alert);
            Alert.Told told = new Alert.Told(alert, 17);
            assertThat(copy(new ToldAlertCodec(), told)).isEqualTo(told);
        }
    }

    @Test
    void memoriesComeBackAsTheyWere() throws IOException {
        AlertMemory memory = new AlertMemory(100, FOLD);

        assertThat(copy(new AlertMemoryCodec(), memory)).isEqualTo(memory);
        assertThat(copy(new AlertMemoryCodec(), AlertMemory.EMPTY)).isEqualTo(AlertMemory.EMPTY);
    }

    @Test
    void anUnknownKindIsRefused() {
        assertThatThrownBy(
                        () ->
                                new AlertCodec()
                                        .read(
                                                1,
                                                new DataInputStream(
                                                        new ByteArrayInputStream(new byte[] {9}))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("alert kind 9");
    }

    private static <T> T copy(Codec<T> codec, T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(value, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        T copy = codec.read(codec.version(), in);
        assertThat(in.available()).isZero();
        return copy;
    }
}
