package io.recon.connectors.alert;

import static io.recon.connectors.alert.TestingOutputs.AMOUNT_MISMATCH;
import static io.recon.connectors.alert.TestingOutputs.DAY;
import static io.recon.connectors.alert.TestingOutputs.KEY;
import static io.recon.connectors.alert.TestingOutputs.MISSING;
import static io.recon.connectors.alert.TestingOutputs.alert;
import static io.recon.connectors.alert.TestingOutputs.line;
import static io.recon.connectors.alert.TestingOutputs.platform;
import static io.recon.connectors.alert.TestingOutputs.result;
import static io.recon.connectors.alert.TestingOutputs.told;
import static io.recon.connectors.alert.TestingOutputs.written;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recon.connectors.alert.TestingOutputs.Written;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionType;
import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertPhase;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.bill.BillRecord.DayStatus;
import io.recon.model.bill.BillRecord.Reject;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.Change;
import io.recon.model.reconcile.LineAdjustment;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.statistics.StatisticsCell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in the messages: their keys, their fields, and that no text breaks them. */
class OutputJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A word of the columns' table in the contract; the files and tables have the same. */
    private static final List<String> RESULT_COLUMNS =
            List.of(
                    "result_id",
                    "revision",
                    "channel",
                    "account",
                    "txn_type",
                    "txn_no",
                    "platform_day",
                    "channel_day",
                    "outcome",
                    "state",
                    "differences",
                    "platform_currency",
                    "platform_amount",
                    "platform_status",
                    "platform_time",
                    "channel_currency",
                    "channel_amount",
                    "channel_fee",
                    "channel_status",
                    "channel_time",
                    "channel_trade_no",
                    "bill_file",
                    "bill_line",
                    "decided_at");

    @Test
    void anAlertHasAllColumnsOfItsResult() throws IOException {
        Written message = written(new AlertForm(3), told(TestingOutputs.mismatch()));

        assertThat(message.key()).isEqualTo("alipay/2088001/PAYMENT/p1");
        assertThat(message.json())
                .isEqualTo(
                        "{\"kind\":\"RESULT\",\"run\":3,\"checkpoint\":41,"
                                + "\"message\":\"alipay PAYMENT p1: AMOUNT_MISMATCH, platform CNY"
                                + " 12.34, channel CNY 12.30\",\"phase\":\"OPENED\","
                                + "\"result_id\":\"alipay/2088001/PAYMENT/p1\",\"revision\":0,"
                                + "\"channel\":\"alipay\",\"account\":\"2088001\","
                                + "\"txn_type\":\"PAYMENT\",\"txn_no\":\"p1\","
                                + "\"platform_day\":\"2026-03-01\",\"channel_day\":\"2026-03-01\","
                                + "\"outcome\":\"AMOUNT_MISMATCH\",\"state\":\"FINAL\","
                                + "\"differences\":\"amount\",\"platform_currency\":\"CNY\","
                                + "\"platform_amount\":1234,\"platform_status\":\"SUCCESS\","
                                + "\"platform_time\":\"2026-03-01T02:00:00Z\","
                                + "\"channel_currency\":\"CNY\",\"channel_amount\":1230,"
                                + "\"channel_fee\":7,\"channel_status\":\"SUCCESS\","
                                + "\"channel_time\":\"2026-03-01T02:00:01Z\","
                                + "\"channel_trade_no\":\"2026030122001\","
                                + "\"bill_file\":\"20880011_20260301.csv.zip\",\"bill_line\":7,"
                                + "\"decided_at\":\"2026-03-02T01:15:00.250Z\",\"previous\":null}");
    }

    @Test
    void whatIsAbsentIsNullAndNeverLeftOut() throws IOException {
        JsonNode lonePlatform =
                json(alert(AlertPhase.OPENED, null, result(platform(1234), null, MISSING, 0)));
        JsonNode loneLine = json(alert(AlertPhase.OPENED, null, result(null, line(1), MISSING, 0)));

        for (JsonNode alert : List.of(lonePlatform, loneLine)) {
            assertThat(names(alert))
                    .containsSubsequence(RESULT_COLUMNS)
                    .hasSize(RESULT_COLUMNS.size() + 6);
        }
        assertThat(RESULT_COLUMNS.stream().filter(name -> lonePlatform.get(name).isNull()))
                .containsExactly(
                        "channel_day",
                        "channel_currency",
                        "channel_amount",
                        "channel_fee",
                        "channel_status",
                        "channel_time",
                        "channel_trade_no",
                        "bill_file",
                        "bill_line");
        assertThat(RESULT_COLUMNS.stream().filter(name -> loneLine.get(name).isNull()))
                .containsExactly(
                        "platform_day",
                        "platform_currency",
                        "platform_amount",
                        "platform_status",
                        "platform_time");
    }

    @Test
    void aChangeTellsWhatWasBefore() throws IOException {
        JsonNode alert =
                json(
                        alert(
                                AlertPhase.CHANGED,
                                result(platform(1234), line(1230), AMOUNT_MISMATCH, 2),
                                result(platform(1234), null, MISSING, 3)));

        assertThat(alert.get("phase").textValue()).isEqualTo("CHANGED");
        assertThat(alert.get("revision").intValue()).isEqualTo(3);
        assertThat(alert.get("previous").toString())
                .isEqualTo(
                        "{\"revision\":2,\"outcome\":\"AMOUNT_MISMATCH\",\"state\":\"FINAL\","
                                + "\"differences\":\"amount\"}");
    }

    @Test
    void everyOtherKindHasItsFields() throws IOException {
        assertThat(written(new AlertForm(3), told(TestingOutputs.held())).json())
                .isEqualTo(
                        "{\"kind\":\"DAY\",\"run\":3,\"checkpoint\":41,\"message\":\"alipay"
                            + " 2026-03-01: 1000 lines declared, 999 read\",\"phase\":\"OPENED\","
                            + "\"channel\":\"alipay\",\"day\":\"2026-03-01\","
                            + "\"last_day\":\"2026-03-01\",\"status\":\"HELD\",\"reason\":\"1000"
                            + " lines declared, 999 read\"}");
        assertThat(names(json(TestingOutputs.file())))
                .containsExactly(
                        "kind",
                        "run",
                        "checkpoint",
                        "message",
                        "channel",
                        "day",
                        "file",
                        "error",
                        "detail");
        JsonNode folded = json(TestingOutputs.folded());
        assertThat(names(folded))
                .containsExactly(
                        "kind",
                        "run",
                        "checkpoint",
                        "message",
                        "channel",
                        "day",
                        "outcome",
                        "opened",
                        "changed",
                        "resolved",
                        "sums",
                        "samples");
        assertThat(folded.get("sums").toString())
                .isEqualTo(
                        "[{\"currency\":\"CNY\",\"count\":248,\"amount\":123456},"
                                + "{\"currency\":\"JPY\",\"count\":2,\"amount\":900}]");
        assertThat(folded.get("samples").size()).isEqualTo(2);
        assertThat(names(json(new Alert.Recovered(41))))
                .containsExactly("kind", "run", "checkpoint", "message");
    }

    /** A word that is added later reaches the readers without a change here. */
    @ParameterizedTest
    @EnumSource(DayStatus.class)
    void aDaysStatusIsToldByItsName(DayStatus status) throws IOException {
        JsonNode alert =
                json(
                        new Alert.OfDay(
                                AlertPhase.OPENED, "alipay", new DayReport(DAY, 1, status, "")));

        assertThat(alert.get("status").textValue()).isEqualTo(status.name());
        assertThat(alert.get("message").textValue()).startsWith("alipay 2026-03-01: ");
    }

    @Test
    void alertsOfOneSubjectHaveOneKey() {
        AlertForm form = new AlertForm(3);

        assertThat(
                        List.of(
                                form.key(told(TestingOutputs.held())),
                                form.key(told(TestingOutputs.file())),
                                form.key(told(TestingOutputs.folded())),
                                form.key(told(new Alert.Recovered(7)))))
                .containsExactly(
                        "alipay/2026-03-01",
                        "alipay/2026-03-01/v2/20880011_20260301.csv.zip",
                        "alipay/2026-03-01/MISSING",
                        "recovered");
    }

    @Test
    void aDayIsToldUnderItsChannelAndDate() throws IOException {
        Written message = written(new DayChangeForm(), TestingOutputs.dayChange());

        assertThat(message.key()).isEqualTo("alipay/2026-03-01");
        assertThat(message.json())
                .isEqualTo(
                        "{\"channel\":\"alipay\",\"day\":\"2026-03-01\",\"status\":\"HELD\","
                                + "\"reason\":\"1000 lines declared, 999 read\","
                                + "\"changed_at\":\"2026-03-02T01:15:00.250Z\"}");
    }

    @Test
    void aCellIsToldUnderItsDimensions() throws IOException {
        StatisticsCell cell = TestingOutputs.cell();
        Written message = written(new StatisticsForm(), cell);

        assertThat(message.key())
                .isEqualTo("alipay/2088001/2026-03-01/CNY/PAYMENT/AMOUNT_MISMATCH");
        assertThat(message.json())
                .isEqualTo(
                        "{\"channel\":\"alipay\",\"account\":\"2088001\",\"day\":\"2026-03-01\","
                                + "\"currency\":\"CNY\",\"txn_type\":\"PAYMENT\","
                                + "\"outcome\":\"AMOUNT_MISMATCH\",\"platform_count\":3,"
                                + "\"platform_amount\":3702,\"channel_count\":2,"
                                + "\"channel_amount\":2464,\"revision\":5}");
    }

    @Test
    void amountsAreExactUpToTheLastUnit() throws IOException {
        JsonNode alert =
                json(
                        alert(
                                AlertPhase.OPENED,
                                null,
                                result(platform(Long.MAX_VALUE), null, MISSING, 0)));

        assertThat(alert.get("platform_amount").toString()).isEqualTo("9223372036854775807");
        assertThat(alert.get("message").textValue()).contains("CNY 92233720368547758.07");
    }

    @Test
    void rejectsAreToldUnderTheirPlace() throws IOException {
        Written order =
                written(
                        new DeadLetterForm(),
                        DeadLetter.of(TestingOutputs.orderReject()).orElseThrow());
        Written bill =
                written(
                        new DeadLetterForm(),
                        DeadLetter.of(TestingOutputs.billReject()).orElseThrow());

        assertThat(order.key()).isEqualTo("platform.orders.cdc-2:4711");
        assertThat(names(JSON.readTree(order.json())))
                .containsExactly("source", "file", "line", "reason", "raw", "retracted");
        assertThat(bill.key()).isEqualTo("alipay/2026-03-01/20880011_20260301.csv.zip:9");
        assertThat(bill.json())
                .isEqualTo(
                        "{\"source\":\"bills\","
                                + "\"file\":\"alipay/2026-03-01/20880011_20260301.csv.zip\","
                                + "\"line\":9,"
                                + "\"reason\":\"bad_amount: amount \\\"12.345\\\" has more than 2"
                                + " decimals\",\"raw\":\"2026030122002,p2,交易,12.345\","
                                + "\"retracted\":false}");
    }

    @Test
    void aLineTooManyIsADeadLetterAndMayBeTakenBack() {
        assertThat(DeadLetter.of(adjusted(LineAdjustment.Kind.OVER_LIMIT, 1)))
                .hasValueSatisfying(
                        letter -> {
                            assertThat(letter.file())
                                    .isEqualTo("alipay/2026-03-01/20880011_20260301.csv.zip");
                            assertThat(letter.reason())
                                    .isEqualTo(
                                            "line_inconsistent: transaction p1 has 1000 lines"
                                                    + " before this one");
                            assertThat(letter.retracted()).isFalse();
                        });
        assertThat(DeadLetter.of(adjusted(LineAdjustment.Kind.OVER_LIMIT, -1)))
                .hasValueSatisfying(letter -> assertThat(letter.retracted()).isTrue());
        assertThat(DeadLetter.of(adjusted(LineAdjustment.Kind.REPEATED, 1))).isEmpty();
    }

    private static AdjustedLine adjusted(LineAdjustment.Kind kind, int delta) {
        return new AdjustedLine(KEY, new LineAdjustment(kind, line(1), delta));
    }

    @Test
    void ofAllThatABillSourceSaysOnlyRejectsAreDeadLetters() {
        DeadLetterRecords<ChannelRecord> records = new DeadLetterRecords<>("dead", DeadLetter::of);
        BillRecord line = new BillRecord.Line(KEY, line(1), 1);

        assertThat(records.serialize(new ChannelRecord("alipay", line), null, 1L)).isNull();
        ProducerRecord<byte[], byte[]> record =
                records.serialize(TestingOutputs.billReject(), null, 1L);
        assertThat(record.topic()).isEqualTo("dead");
        assertThat(record.timestamp()).as("the time of the event is not the message's").isNull();
    }

    @Test
    void neverMoreOfALineThan500Characters() {
        String raw = "x".repeat(DeadLetter.MOST_RAW_CHARS - 1) + "😀" + "y".repeat(3_000);
        OrderReject reject = new OrderReject("orders.jsonl", 1, "unreadable", raw);

        assertThat(DeadLetter.of(reject).orElseThrow().raw())
                .as("no half of a character")
                .isEqualTo("x".repeat(DeadLetter.MOST_RAW_CHARS - 1));
    }

    /** A number may hold anything; a reader gets a JSON object of one line all the same. */
    @Test
    void noTextBreaksAMessage() throws IOException {
        String hostile = "\"}\n\u0000\u2028<script>\ud83d\ude00\ud800'\u202e交易";
        TransactionKey key = new TransactionKey("alipay", hostile, TransactionType.REFUND, hostile);
        Alert alert =
                new Alert.OfResult(
                        AlertPhase.OPENED,
                        new ResultChange(
                                key, new Change(null, result(platform(1), null, MISSING, 0)), 0));

        Written message = written(new AlertForm(3), told(alert));

        assertThat(message.json()).doesNotContain("\n").doesNotContain("\u0000");
        JsonNode json = JSON.readTree(message.json());
        assertThat(json.get("txn_no").textValue()).isEqualTo(hostile);
        assertThat(json.get("message").textValue())
                .startsWith("alipay REFUND \"}\\n\\u0000\\u2028<script>😀")
                .doesNotContain("\n");
    }

    @Test
    void aMessageForPeopleEnds() throws IOException {
        Alert alert =
                new Alert.OfDay(
                        AlertPhase.OPENED,
                        "alipay",
                        new DayReport(DAY, 1, DayStatus.HELD, "x".repeat(100_000)));

        assertThat(json(alert).get("message").textValue()).hasSize(1_001).endsWith("x…");
    }

    @Test
    void aFileThatWasRejectedWholeStandsAtLineZero() {
        ChannelRecord record =
                new ChannelRecord(
                        "alipay",
                        new Reject(new LinePosition(DAY, "x.zip", 0), "truncated", "", 1));

        assertThat(new DeadLetterForm().key(DeadLetter.of(record).orElseThrow()))
                .isEqualTo("alipay/2026-03-01/x.zip:0");
    }

    private static JsonNode json(Alert alert) throws IOException {
        return JSON.readTree(written(new AlertForm(3), told(alert)).json());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
