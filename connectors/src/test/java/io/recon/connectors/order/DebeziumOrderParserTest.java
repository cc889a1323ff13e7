package io.recon.connectors.order;

import static io.recon.connectors.order.TestingEvents.OPTIONS;
import static io.recon.connectors.order.TestingEvents.SOURCE;
import static io.recon.connectors.order.TestingEvents.change;
import static io.recon.connectors.order.TestingEvents.created;
import static io.recon.connectors.order.TestingEvents.event;
import static io.recon.connectors.order.TestingEvents.parse;
import static io.recon.connectors.order.TestingEvents.reason;
import static io.recon.connectors.order.TestingEvents.row;
import static io.recon.connectors.order.TestingEvents.wrapped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderOperation;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import io.recon.model.order.OrderRow;
import io.recon.model.order.SourceVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebeziumOrderParserTest {
    private static final TransactionKey KEY =
            new TransactionKey("alipay", "2088001", TransactionType.PAYMENT, "P1");
    private static final SourceVersion VERSION =
            new SourceVersion(
                    SourceVersion.Kind.LSN,
                    SourceVersion.scopeOf("pay", ""),
                    90,
                    0,
                    0,
                    1_772_323_210_000L);
    private static final OrderRow ROW =
            new OrderRow(
                    null,
                    "T1",
                    new Money(1234, "CNY"),
                    TransactionStatus.SUCCESS,
                    1_772_323_200_000L,
                    1_772_323_205_000L);

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "UPDATE", "READ"})
    void readsTheRowAfterEveryOperationThatLeavesOne(OrderOperation operation) {
        String event = event(String.valueOf(operation.code()), "null", row());

        assertThat(parse(event)).containsExactly(expected(operation, ROW));
        assertThat(parse(wrapped(event))).containsExactly(expected(operation, ROW));
    }

    @Test
    void readsTheKeyThatADeleteNames() {
        assertThat(parse(event("d", row(), "null")))
                .containsExactly(expected(OrderOperation.DELETE, null));
        // What is no part of the key may be anything.
        assertThat(parse(event("d", row("amount", "{}", "status", "[1]", "paid_at", null), "null")))
                .containsExactly(expected(OrderOperation.DELETE, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \r\t\n",
                "null",
                " null ",
                "{\"schema\":null,\"payload\":null}",
                "{\"payload\":null}"
            })
    void passesOverTombstones(String event) {
        assertThat(parse(event)).isEmpty();
    }

    @Test
    void readsHeartbeats() {
        assertThat(parse("{\"heartbeat\":{\"ts_ms\":1772323200000}}"))
                .containsExactly(new OrderEvent.Heartbeat(1_772_323_200_000L));
        assertThat(reason("{\"heartbeat\":{}}")).contains("heartbeat.ts_ms is missing");
        assertThat(reason("{\"heartbeat\":{\"ts_ms\":-1}}")).contains("heartbeat.ts_ms is \"-1\"");
        assertThat(reason("{\"heartbeat\":5}")).contains("heartbeat is no object");
        assertThat(reason("{\"heartbeat\":{\"ts_ms\":1},\"op\":\"c\"}")).contains("not clear");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "m", "x", "C", ""})
    void rejectsOtherOperations(String operation) {
        assertThat(reason(event(operation, row(), row())))
                .isEqualTo("op is \"" + operation + "\"; it must be c, u, d or r");
    }

    @Test
    void rejectsWhatIsNoChangeEvent() {
        assertThat(reason("{}")).contains("op is missing");
        assertThat(reason("{\"op\":null}")).contains("op is missing");
        assertThat(reason("[]")).contains("no object");
        assertThat(reason("17")).contains("no object");
        assertThat(reason("{\"payload\":3}")).contains("\"payload\" is no object");
        assertThat(reason("{\"op\":{},\"source\":" + SOURCE + "}"))
                .contains("must be c, u, d or r");
        assertThat(reason(event("c", "null", "null"))).contains("after holds no row");
        assertThat(reason(event("u", row(), "\"x\""))).contains("after holds no row");
        assertThat(reason(event("d", "null", row()))).contains("before holds no row");
        assertThat(reason(event("c", "null", row(), "null"))).contains("source is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "channel, wechat",
        "account, 2088002",
        "txn_type, REFUND",
        "txn_no, P0",
    })
    void takesAnUpdateThatChangesTheKeyAsARemovalAndARow(String column, String old) {
        List<OrderRecord> records = parse(event("u", row(column, '"' + old + '"'), row()));

        assertThat(records).hasSize(2);
        OrderEvent.Change removal = (OrderEvent.Change) records.get(0);
        assertThat(removal.key()).isNotEqualTo(KEY);
        assertThat(removal.operation()).isEqualTo(OrderOperation.UPDATE);
        assertThat(removal.row()).isNull();
        assertThat(removal.version()).isEqualTo(VERSION);
        assertThat(records.get(1)).isEqualTo(expected(OrderOperation.UPDATE, ROW));
    }

    @Test
    void seesNoChangeOfKeyWithoutAReadableBefore() {
        List<OrderEvent> only = List.of(expected(OrderOperation.UPDATE, ROW));

        assertThat(parse(event("u", row(), row()))).isEqualTo(only);
        assertThat(parse(event("u", "{\"id\":17}", row()))).isEqualTo(only);
        assertThat(parse(event("u", "\"x\"", row()))).isEqualTo(only);
        assertThat(parse(event("u", row("txn_no", "null"), row()))).isEqualTo(only);
        assertThat(parse(event("u", row("channel", "\"paypal\""), row()))).isEqualTo(only);
        assertThat(parse("{\"op\":\"u\",\"after\":" + row() + ",\"source\":" + SOURCE + "}"))
                .isEqualTo(only);
    }

    @Test
    void readsOfBeforeOnlyTheKey() {
        String before =
                row("txn_no", "\"P0\"", "amount", "\"NaN\"", "currency", "7", "status", "{}");

        assertThat(parse(event("u", before, row()))).hasSize(2);
    }

    @Test
    void leavesTheLastReadableVersionWhereTheKeyChangesAndTheRowIsUnreadable() {
        assertThat(reason(event("u", row("txn_no", "\"P0\""), row("amount", "\"x\""))))
                .contains("column amount");
    }

    @Test
    void comparesNoKeysForOtherOperations() {
        assertThat(parse(event("c", row("txn_no", "\"P0\""), row()))).hasSize(1);
        assertThat(parse(event("r", row("txn_no", "\"P0\""), row()))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel", "account", "txn_type", "txn_no"})
    void readsKeysWithoutBlanksAtTheirEnds(String column) {
        OrderEvent.Change plain = change(created());
        String value = value(plain.key(), column);

        assertThat(change(created(column, "\" \\t" + value + " \\t \"")).key())
                .isEqualTo(plain.key());
    }

    private static String value(TransactionKey key, String column) {
        return switch (column) {
            case "channel" -> key.channel();
            case "account" -> key.account();
            case "txn_type" -> key.type().name();
            default -> key.number();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel", "account", "txn_type", "txn_no"})
    void rejectsAKeyWithAHole(String column) {
        assertThat(reason(created(column, null)))
                .isEqualTo("column " + column + " is missing; the key needs it");
        assertThat(reason(created(column, "null"))).contains("column " + column + " is null");
        assertThat(reason(created(column, "\"\""))).contains("column " + column + " is \"\"");
        assertThat(reason(created(column, "\"  \""))).contains("column " + column);
        assertThat(reason(created(column, "true"))).contains("column " + column);
        assertThat(reason(created(column, "{\"a\":1}"))).contains("column " + column);
        assertThat(reason(created(column, "1.5"))).contains("column " + column);
        assertThat(reason(created(column, "\"\\ud800\""))).contains("column " + column);
        assertThat(reason(created(column, '"' + "x".repeat(1025) + '"')))
                .contains("column " + column + " is a text of more than 1024 characters");
        assertThat(reason(event("d", row(column, null), "null"))).contains("column " + column);
    }

    @Test
    void takesWholeNumbersAsTheKeysTexts() {
        assertThat(change(created("txn_no", "20260301001")).key().number())
                .isEqualTo("20260301001");
    }

    @Test
    void keepsEveryCharacterWithinAKey() {
        assertThat(change(created("txn_no", "\"订单 \\uD83D\\uDE00/\\\"1\"")).key().number())
                .isEqualTo("订单 \uD83D\uDE00/\"1");
    }

    @Test
    void rejectsWhatIsNotConfigured() {
        assertThat(reason(created("channel", "\"paypal\"")))
                .isEqualTo(
                        "column channel is \"paypal\", which is not configured; configured are"
                                + " [alipay, stripe, wechat]");
        assertThat(reason(created("txn_type", "\"payment\"")))
                .contains("it must be PAYMENT or REFUND");
        assertThat(reason(created("currency", "\"XYZ\""))).contains("column currency is \"XYZ\"");
        assertThat(reason(created("currency", "\"XAU\""))).contains("column currency is \"XAU\"");
        assertThat(reason(created("currency", null))).contains("column currency is missing");
        assertThat(reason(created("currency", "\"ıdr\""))).contains("column currency");
        assertThat(reason(created("status", "\"paid\""))).contains("column status is \"paid\"");
        assertThat(reason(created("status", "null"))).contains("column status is null");
        assertThat(reason(created("status", null))).contains("column status is missing");
    }

    @Test
    void takesCurrenciesInAnyCaseOfLetters() {
        assertThat(change(created("currency", "\"cny\"")).row().amount().currency())
                .isEqualTo("CNY");
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS, SUCCESS",
        "PAID, SUCCESS",
        "REFUNDED, SUCCESS",
        "CREATED, PENDING",
        "PENDING, PENDING",
        "PROCESSING, PENDING",
        "FAILED, FAILED",
        "CLOSED, FAILED",
        "CANCELLED, FAILED"
    })
    void knowsTheCommonStatuses(String theirs, TransactionStatus ours) {
        assertThat(change(created("status", '"' + theirs + '"')).row().status()).isEqualTo(ours);
    }

    @Test
    void mapsConfiguredStatusesBesideTheDefaults() {
        OrderParserOptions options =
                new OrderParserOptions(
                        Map.of(),
                        Map.of(
                                "2", TransactionStatus.SUCCESS,
                                "完成", TransactionStatus.SUCCESS,
                                "CLOSED", TransactionStatus.SUCCESS),
                        OrderParserOptions.AmountUnit.MAJOR,
                        Set.of("alipay"));

        assertThat(change(options, created("status", "2")).row().status())
                .isEqualTo(TransactionStatus.SUCCESS);
        assertThat(change(options, created("status", "\"完成\"")).row().status())
                .isEqualTo(TransactionStatus.SUCCESS);
        assertThat(change(options, created("status", "\"CLOSED\"")).row().status())
                .isEqualTo(TransactionStatus.SUCCESS);
        assertThat(change(options, created("status", "\"FAILED\"")).row().status())
                .isEqualTo(TransactionStatus.FAILED);
    }

    @Test
    void readsColumnsUnderTheTablesOwnNames() {
        OrderParserOptions options =
                new OrderParserOptions(
                        Map.of(
                                "account", "merchant_id",
                                "txn_no", "out_no",
                                // One column of theirs may be two of ours.
                                "order_no", "out_no",
                                "amount", "total"),
                        Map.of(),
                        OrderParserOptions.AmountUnit.MAJOR,
                        Set.of("alipay"));
        // Their column may have a name that is ours for another.
        String event =
                created(
                        "account", "5",
                        "merchant_id", "\"M\"",
                        "txn_no", "\"no\"",
                        "out_no", "\"N\"",
                        "amount", "\"no\"",
                        "total", "\"7.00\"");

        OrderEvent.Change change = change(options, event);
        assertThat(change.key())
                .isEqualTo(new TransactionKey("alipay", "M", TransactionType.PAYMENT, "N"));
        assertThat(change.row().orderNumber()).isEqualTo("N");
        assertThat(change.row().amount()).isEqualTo(new Money(700, "CNY"));
        assertThat(
                        change(
                                        options,
                                        event(
                                                "d",
                                                event.substring(23, event.indexOf('}') + 1),
                                                "null"))
                                .key())
                .isEqualTo(change.key());
        assertThat(reason(options, created("merchant_id", null)))
                .isEqualTo("column merchant_id (account) is missing; the key needs it");
    }

    @Test
    void refusesToRenameAColumnThatIsNone() {
        assertThatThrownBy(
                        () ->
                                new OrderParserOptions(
                                        Map.of("acount", "m"),
                                        Map.of(),
                                        OrderParserOptions.AmountUnit.MAJOR,
                                        Set.of()))
                .hasMessage("\"acount\" is no column of an order");
    }

    @Test
    void ignoresColumnsItDoesNotKnow() {
        assertThat(change(created("extra", "{\"a\":[1,{\"b\":2}]}", "other", "1e999999999")).row())
                .isEqualTo(ROW);
    }

    @Test
    void takesMissingNumbersThatMayBeNullAsNull() {
        OrderRow row = change(created("order_no", null, "channel_trade_no", null)).row();

        assertThat(row.orderNumber()).isNull();
        assertThat(row.channelTradeNumber()).isNull();
        assertThat(change(created("order_no", "\"P0\"")).row().orderNumber()).isEqualTo("P0");
        assertThat(reason(created("order_no", "{}"))).contains("column order_no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"op\":\"c\"",
                "{\"op\":\"c\"}}",
                "{\"op\":\"c\"} {}",
                "{'op':'c'}",
                "{\"op\":NaN}",
                "{\"op\":\"c\",}",
                "// comment",
                "truth",
                "{\"op\":\"c\u0001\"}"
            })
    void rejectsWhatIsNoJson(String event) {
        assertThat(reason(event)).containsAnyOf("no valid JSON", "follows the end");
    }

    @Test
    void rejectsWhatMayMeanTwoThings() {
        String event = created();
        assertThat(reason(event.replace("\"amount\"", "\"amount\":\"12.34\",\"amount\"")))
                .isEqualTo("field \"amount\" stands twice in after");
        assertThat(reason(event.replace("\"op\"", "\"op\":\"c\",\"op\"")))
                .isEqualTo("field \"op\" stands twice");
        assertThat(reason(event.replace("\"lsn\"", "\"lsn\":90,\"lsn\""))).contains("stands twice");
        assertThat(reason("{\"after\":{}," + event.substring(1))).contains("stands twice");
        assertThat(reason("{\"payload\":" + event + ",\"payload\":" + event + "}"))
                .contains("stands twice");
        assertThat(reason("{\"payload\":" + event + ",\"op\":\"d\"}")).contains("not clear");
        assertThat(reason("{\"op\":\"d\",\"payload\":" + event + "}")).contains("not clear");
        // Twice, but nothing that we read.
        assertThat(parse(event.replace("\"id\"", "\"id\":1,\"id\""))).hasSize(1);
    }

    @Test
    void rejectsNestingWithoutAnEnd() {
        assertThat(reason(created("extra", "[".repeat(100_000)))).contains("no valid JSON");
        assertThat(reason("{\"payload\":".repeat(5_000))).contains("no valid JSON");
    }

    @Test
    void rejectsBytesThatAreNoUtf8() {
        byte[] event = created("txn_no", "\"Ã\"").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(((OrderReject) parse(OPTIONS, event).get(0)).reason())
                .isEqualTo("the event is no valid UTF-8");
        // Also where nobody would have looked.
        byte[] elsewhere = created("extra", "\"Ã\"").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(parse(OPTIONS, elsewhere).get(0)).isInstanceOf(OrderReject.class);
        assertThat(parse(OPTIONS, created().getBytes(StandardCharsets.UTF_16LE)).get(0))
                .isInstanceOf(OrderReject.class);
    }

    @Test
    void passesOverAByteOrderMark() {
        assertThat(parse("\ufeff" + created())).hasSize(1);
        assertThat(parse("\ufeff")).isEmpty();
    }

    @Test
    void tellsWhereARejectStandsAndShortensIt() {
        String event = created("txn_no", "null", "extra", "\"" + "字".repeat(1000) + "\"");

        OrderReject reject = (OrderReject) parse(event).get(0);
        assertThat(reject.source()).isEqualTo("orders.json");
        assertThat(reject.position()).isEqualTo(7);
        assertThat(reject.raw()).isEqualTo(event.substring(0, 500));
    }

    @Test
    void shortensARejectAtNoHalfOfACharacter() {
        String raw = "x" + "\uD83D\uDE00".repeat(400);

        assertThat(((OrderReject) parse(raw).get(0)).raw()).isEqualTo(raw.substring(0, 499));
    }

    @Test
    void readsTheFieldsInAnyOrder() {
        String event = event("c", "null", row());
        String schema = TestingEvents.schema(TestingEvents.decimal("2"));
        String decimal = event.replace("\"12.34\"", "\"BNI=\"");

        assertThat(change("{\"payload\":" + decimal + ",\"schema\":" + schema + "}").row())
                .isEqualTo(ROW);
        assertThat(change("{\"op\":\"c\",\"source\":" + SOURCE + ",\"after\":" + row() + "}").row())
                .isEqualTo(ROW);
    }

    @Test
    void readsTheSecondEventOfASchemaAsTheFirst() {
        DebeziumOrderParser parser = new DebeziumOrderParser(OPTIONS);
        String event = wrapped(created("amount", "\"BNI=\""), TestingEvents.decimal("2"));
        String other = wrapped(created("amount", "\"BNI=\""), TestingEvents.decimal("1"));
        List<String> events =
                List.of(
                        event,
                        event,
                        event + " ",
                        " " + event,
                        other,
                        event.replace("\"op\":\"c\"", "\"op\":\"q\""),
                        event,
                        event.substring(0, event.length() - 1) + ",\"payload\":null}",
                        event.substring(0, event.length() - 1),
                        event + "}",
                        event.substring(0, event.length() - 1) + ",\"more\":{}}",
                        created(),
                        event);

        for (String one : events) {
            byte[] bytes = one.getBytes(StandardCharsets.UTF_8);
            assertThat(parse(parser, bytes)).as(one).isEqualTo(parse(OPTIONS, bytes));
        }
    }

    private static OrderEvent.Change expected(OrderOperation operation, OrderRow row) {
        return new OrderEvent.Change(KEY, operation, row, VERSION);
    }

    @Test
    void tellsOnOneLineWhatAnEventHolds() {
        assertThat(reason(created("status", "\"PAID\\n\\u001b[31m\"")))
                .contains("\"PAID\\n\\u001b[31m\"");
        assertThat(reason(event("c\\r\\n", "null", row()))).contains("op is \"c\\u000d\\n\"");
    }
}
