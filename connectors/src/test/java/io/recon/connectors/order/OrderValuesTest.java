package io.recon.connectors.order;

import static io.recon.connectors.order.TestingEvents.change;
import static io.recon.connectors.order.TestingEvents.created;
import static io.recon.connectors.order.TestingEvents.decimal;
import static io.recon.connectors.order.TestingEvents.event;
import static io.recon.connectors.order.TestingEvents.reason;
import static io.recon.connectors.order.TestingEvents.row;
import static io.recon.connectors.order.TestingEvents.type;
import static io.recon.connectors.order.TestingEvents.wrapped;
import static org.assertj.core.api.Assertions.assertThat;

import io.recon.model.order.OrderRow;
import io.recon.model.order.SourceVersion;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How amounts, times and source positions are read. */
class OrderValuesTest {
    private static final OrderParserOptions MINOR =
            new OrderParserOptions(
                    Map.of(), Map.of(), OrderParserOptions.AmountUnit.MINOR, Set.of("alipay"));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"12.34\"', CNY, 1234",
                "'\"12.3\"', CNY, 1230",
                "'\"12\"', CNY, 1200",
                "'\"0.01\"', CNY, 1",
                "'\"0012.34\"', CNY, 1234",
                "'\"1234\"', JPY, 1234",
                "'\"1.234\"', KWD, 1234",
                "'\"100000000000000.00\"', CNY, 10000000000000000",
                // Numbers by their text: no binary fraction comes near them.
                "12.34, CNY, 1234",
                "12, CNY, 1200",
                "0.1, CNY, 10",
                "90071992547409.93, CNY, 9007199254740993",
                "1.0E7, CNY, 1000000000",
                "1e3, CNY, 100000",
                "1.5e3, JPY, 1500",
                "1234e-2, CNY, 1234",
                "1E14, CNY, 10000000000000000"
            })
    void readsAmountsInMajorUnitsExactly(String amount, String currency, long minor) {
        OrderRow row = change(created("amount", amount, "currency", '"' + currency + '"')).row();

        assertThat(row.amount().minor()).isEqualTo(minor);
        assertThat(row.amount().currency()).isEqualTo(currency);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"12.345\"', CNY, has more than 2 decimals",
                "'\"12.340\"', CNY, has more than 2 decimals",
                "12.345, CNY, has more than 2 decimals",
                "'\"12.0\"', JPY, has more than 0 decimals",
                "12.0, JPY, has more than 0 decimals",
                "'\"1.2345\"', KWD, has more than 3 decimals",
                "12345e-3, CNY, 'has 3 decimals, more than 2'",
                "1.0000E0, CNY, 'has 4 decimals, more than 2'",
                "'\"0\"', CNY, must be above 0",
                "'\"0.00\"', CNY, must be above 0",
                "0, CNY, must be above 0",
                "0e999999, CNY, must be above 0",
                "'\"-12.34\"', CNY, must be above 0",
                "-12.34, CNY, must be above 0",
                "-1E99, CNY, must be above 0",
                "'\"92233720368547758.08\"', CNY, larger than",
                "1E17, CNY, larger than",
                "1E1000000, CNY, larger than",
                "1E99999999999, CNY, larger than",
                "1E-1000000, CNY, 'decimals, more than 2'",
                "'\"1e3\"', CNY, no plain decimal",
                "'\"1,234.00\"', CNY, no plain decimal",
                "'\"NaN\"', CNY, no plain decimal",
                "'\"12.\"', CNY, no plain decimal",
                "'\" 12\"', CNY, no plain decimal",
                "'\"\"', CNY, no plain decimal",
                "'\"１２\"', CNY, no plain decimal",
                "'\"BNI=\"', CNY, no plain decimal",
                "null, CNY, is null",
                "true, CNY, must be a decimal",
                "[1], CNY, must be a decimal",
                "'{\"value\":\"BNI=\"}', CNY, must be a decimal"
            })
    void rejectsAmountsThatAreNoExactPositiveDecimals(
            String amount, String currency, String reason) {
        assertThat(reason(created("amount", amount, "currency", '"' + currency + '"')))
                .contains("column amount")
                .contains(reason);
    }

    @Test
    void rejectsARowWithoutAnAmount() {
        assertThat(reason(created("amount", null))).contains("column amount is missing");
        assertThat(reason(created("amount", '"' + "1".repeat(2000) + '"')))
                .contains("column amount is a text of more than 1024 characters");
        assertThat(reason(created("amount", "1".repeat(2000)))).contains("the event is no valid");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "1234, CNY, 1234",
                "'\"1234\"', CNY, 1234",
                "1234, JPY, 1234",
                "1234, KWD, 1234",
                "1e3, CNY, 1000"
            })
    void readsMinorUnitsWhereConfigured(String amount, String currency, long minor) {
        assertThat(
                        change(MINOR, created("amount", amount, "currency", '"' + currency + '"'))
                                .row()
                                .amount()
                                .minor())
                .isEqualTo(minor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.34", "\"12.34\"", "12.0", "0", "-5", "\"x\""})
    void rejectsMinorUnitsThatAreNotWhole(String amount) {
        assertThat(reason(MINOR, created("amount", amount))).contains("column amount");
    }

    @Test
    void readsBase64DecimalsByTheScaleOfTheirSchema() {
        assertThat(base64("1234", "2", "CNY")).isEqualTo(1234);
        assertThat(base64("1234", "0", "CNY")).isEqualTo(123400);
        assertThat(base64("1234", "-2", "CNY")).isEqualTo(12340000);
        assertThat(base64("1234", "3", "KWD")).isEqualTo(1234);
        assertThat(base64("10000000000000000", "2", "CNY")).isEqualTo(10_000_000_000_000_000L);
        assertThat(base64("123400", "4", "CNY")).as("the scale is the column's").isEqualTo(1234);
        assertThat(
                        change(MINOR, wrapped(created("amount", encoded("77")), decimal("0")))
                                .row()
                                .amount()
                                .minor())
                .isEqualTo(77);
    }

    @Test
    void readsPlainNumbersAlsoWhereTheSchemaSaysDecimal() {
        assertThat(change(wrapped(created("amount", "12.34"), decimal("2"))).row().amount().minor())
                .isEqualTo(1234);
    }

    @Test
    void readsDecimalsOfVariableScaleWithOrWithoutSchema() {
        String amount = "{\"scale\":1,\"value\":" + encoded("123") + "}";

        assertThat(change(created("amount", amount)).row().amount().minor()).isEqualTo(1230);
        assertThat(
                        change(
                                        wrapped(
                                                created("amount", amount),
                                                type(
                                                        "amount",
                                                        "struct",
                                                        "io.debezium.data.VariableScaleDecimal")))
                                .row()
                                .amount()
                                .minor())
                .isEqualTo(1230);
        assertThat(
                        reason(
                                created(
                                        "amount",
                                        "{\"scale\":99999999999,\"value\":"
                                                + encoded("123")
                                                + "}")))
                .contains("column amount");
    }

    @Test
    void rejectsBase64DecimalsThatAreNotExact() {
        assertThat(base64Reason(encoded("12345"), "3")).contains("has 3 decimals, more than 2");
        assertThat(base64Reason(encoded("0"), "2")).contains("must be above 0");
        assertThat(base64Reason(encoded("-5"), "2")).contains("must be above 0");
        assertThat(base64Reason(encoded("9223372036854775808"), "2"))
                .contains("larger than any one");
        assertThat(base64Reason(encoded("1"), "-99999")).contains("larger than any one");
        assertThat(base64Reason("\"!!\"", "2")).contains("\"!!\" is none");
        assertThat(base64Reason("\"\"", "2")).contains("is none");
        assertThat(base64Reason(encoded("1"), "two")).contains("does not say the scale");
        assertThat(base64Reason('"' + "AAAA".repeat(100) + '"', "2")).contains("is none");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "1772323200000, 2026-03-01T00:00:00Z",
                "1772323200000123, 2026-03-01T00:00:00Z",
                "1772323200999999, 2026-03-01T00:00:00.999Z",
                "'\"1772323200000\"', 2026-03-01T00:00:00Z",
                "'\"1772323200000123\"', 2026-03-01T00:00:00Z",
                "99999999999999, 5138-11-16T09:46:39.999Z",
                "100000000000000, 1973-03-03T09:46:40Z",
                "0, 1970-01-01T00:00:00Z",
                "'\"2026-03-01T08:00:00+08:00\"', 2026-03-01T00:00:00Z",
                "'\"2026-03-01T08:00:00+0800\"', 2026-03-01T00:00:00Z",
                "'\"2026-03-01T08:00:00+08\"', 2026-03-01T00:00:00Z",
                "'\"2026-03-01T00:00:00Z\"', 2026-03-01T00:00:00Z",
                "'\"2026-02-28T20:30:00-03:30\"', 2026-03-01T00:00:00Z",
                "'\"2026-03-01T00:00:00\"', 2026-03-01T00:00:00Z",
                "'\"2026-03-01 00:00:00\"', 2026-03-01T00:00:00Z",
                "'\"2026-03-01 00:00\"', 2026-03-01T00:00:00Z",
                "'\"2026-03-01 08:00:00.123456+08\"', 2026-03-01T00:00:00.123Z",
                "'\"2026-03-01T00:00:00.9999999Z\"', 2026-03-01T00:00:00.999Z",
                "'\"2026-03-01T00:00:00.5Z\"', 2026-03-01T00:00:00.500Z",
                "'\"2028-02-29T23:59:59Z\"', 2028-02-29T23:59:59Z"
            })
    void readsTimesThatNoSchemaExplains(String time, Instant expected) {
        assertThat(change(created("paid_at", time)).row().paidAtMs())
                .isEqualTo(expected.toEpochMilli());
        assertThat(change(created("updated_at", time)).row().updatedAtMs())
                .isEqualTo(expected.toEpochMilli());
        assertThat(change(wrapped(created("paid_at", time))).row().paidAtMs())
                .isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "io.debezium.time.Timestamp, 1772323200123, 2026-03-01T00:00:00.123Z",
                "org.apache.kafka.connect.data.Timestamp, 1772323200123, 2026-03-01T00:00:00.123Z",
                // The number of digits does not count where there is a type.
                "io.debezium.time.MicroTimestamp, 86400000000, 1970-01-02T00:00:00Z",
                "io.debezium.time.MicroTimestamp, 1772323200123456, 2026-03-01T00:00:00.123Z",
                "io.debezium.time.NanoTimestamp, 1772323200123456789, 2026-03-01T00:00:00.123Z",
                "io.debezium.time.MicroTimestamp, -1, 1969-12-31T23:59:59.999Z",
                "io.debezium.time.ZonedTimestamp, '\"2026-03-01T08:00:00+08:00\"',"
                        + " 2026-03-01T00:00:00Z",
                "io.debezium.time.IsoTimestamp, '\"2026-03-01T00:00:00Z\"', 2026-03-01T00:00:00Z",
                "com.acme.Unknown, 1772323200000123, 2026-03-01T00:00:00Z"
            })
    void readsTimesByTheTypeInTheirSchema(String type, String time, Instant expected) {
        String event = wrapped(created("paid_at", time), type("paid_at", "int64", type));

        assertThat(change(event).row().paidAtMs()).isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "io.debezium.time.Date, 20000",
        "io.debezium.time.MicroTime, 1000000",
        "org.apache.kafka.connect.data.Date, 20000"
    })
    void rejectsTypesThatAreNoPointInTime(String type, String time) {
        assertThat(reason(wrapped(created("paid_at", time), type("paid_at", "int32", type))))
                .contains("column paid_at is by its schema a date");
    }

    @Test
    void takesADigitMoreAsMillisecondsWhereTheSchemaSaysSo() {
        String event =
                wrapped(
                        created("paid_at", "253402300800000"),
                        type("paid_at", "int64", "io.debezium.time.Timestamp"));

        assertThat(reason(event)).contains("outside the years 1 to 9999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-03-01\"",
                "\"2026-02-29T00:00:00Z\"",
                "\"2026-13-01T00:00:00Z\"",
                "\"2026-03-01T24:00:00Z\"",
                "\"2026-03-01T00:60:00Z\"",
                "\"2026-03-01T00:00:60Z\"",
                "\"2026-03-01T00:00:00.Z\"",
                "\"2026-03-01T00:00:00.0123456789Z\"",
                "\"2026-03-01T00:00:00+19:00\"",
                "\"2026-03-01T00:00:00+18:30\"",
                "\"2026-03-01T00:00:00+8\"",
                "\"2026-03-01T00:00:00+08:\"",
                "\"2026-03-01T00:00:00+08:0\"",
                "\"2026-03-01T00:00:0\"",
                "\"2026-03-01T00:00:\"",
                "\"2026-03-01T00:0\"",
                "\"2026-03-01T00:00:00 CST\"",
                "\"2026-03-01T00:00:00Z[Asia/Shanghai]\"",
                "\"2026-03-01_00:00:00\"",
                "\"0000-00-00 00:00:00\"",
                "\"01/03/2026 00:00:00\"",
                "\"\"",
                "\"-\"",
                "\"now\"",
                "1772323200.5",
                "1.7723232E12",
                "99999999999999999999",
                "9223372036854775807",
                "-9223372036854775808",
                "true",
                "{}",
                "[2026,3,1]"
            })
    void rejectsTimesThatAreNone(String time) {
        assertThat(reason(created("paid_at", time))).contains("column paid_at is ");
        assertThat(reason(created("updated_at", time))).contains("column updated_at is ");
    }

    @Test
    void takesTheTimeOfTheLastChangeWhileNothingIsPaid() {
        OrderRow row = change(created("paid_at", "null")).row();

        assertThat(row.isPaid()).isFalse();
        assertThat(row.timeMs()).isEqualTo(1_772_323_205_000L);
    }

    @Test
    void needsTheColumnsOfTimeAndOneOfTheirValues() {
        assertThat(reason(created("paid_at", null))).isEqualTo("column paid_at is missing");
        assertThat(reason(created("updated_at", null))).isEqualTo("column updated_at is missing");
        assertThat(reason(created("paid_at", "null", "updated_at", "null")))
                .isEqualTo(
                        "column paid_at and column updated_at are both null: the order has no"
                                + " time");
        assertThat(change(created("updated_at", "null")).row().updatedAtMs())
                .isEqualTo(1_772_323_200_000L);
    }

    @Test
    void readsLogSequenceNumbersAsNumbersOrTexts() {
        SourceVersion expected =
                new SourceVersion(
                        SourceVersion.Kind.LSN, SourceVersion.scopeOf("pay", ""), 90, 0, 0, 5);

        assertThat(version("\"name\":\"pay\",\"lsn\":90")).isEqualTo(expected);
        assertThat(version("\"name\":\"pay\",\"lsn\":\"90\"")).isEqualTo(expected);
        assertThat(version("\"lsn\":90").scope()).isEqualTo(SourceVersion.scopeOf("", ""));
    }

    @Test
    void readsLogFilesByTheNumberAtTheirEnd() {
        assertThat(version(file("mysql-bin.000007", "\"pos\":4,\"row\":2")))
                .isEqualTo(
                        new SourceVersion(
                                SourceVersion.Kind.LOG_FILE,
                                SourceVersion.scopeOf("pay", "mysql-bin."),
                                7,
                                4,
                                2,
                                5));
        assertThat(version(file("mysql-bin.000007", "\"pos\":\"4\"")).row()).isZero();
        assertThat(version(file("mysql-bin.1000000", "\"pos\":4")).major()).isEqualTo(1_000_000);
        assertThat(version(file("plain", "\"pos\":4")))
                .isEqualTo(
                        new SourceVersion(
                                SourceVersion.Kind.LOG_FILE,
                                SourceVersion.scopeOf("pay", "plain"),
                                0,
                                4,
                                0,
                                5));
        assertThat(version(file("9".repeat(30), "\"pos\":4")).major())
                .isEqualTo(999_999_999_999_999_999L);
    }

    @Test
    void comparesPositionsOnlyWithinOneLog() {
        SourceVersion older = version(file("mysql-bin.000009", "\"pos\":900"));
        SourceVersion newer = version(file("mysql-bin.000010", "\"pos\":4"));
        SourceVersion afterFailover = version(file("replica-bin.000001", "\"pos\":4"));

        assertThat(newer.isNewerThan(older)).isTrue();
        assertThat(older.isNewerThan(newer)).isFalse();
        assertThat(afterFailover.scope()).isNotEqualTo(newer.scope());
        assertThat(version("\"name\":\"pay2\",\"lsn\":90").scope())
                .isNotEqualTo(version("\"name\":\"pay\",\"lsn\":90").scope());
    }

    @Test
    void remembersNoOtherEventsLog() {
        DebeziumOrderParser parser = new DebeziumOrderParser(TestingEvents.OPTIONS);
        for (String fields :
                new String[] {
                    "\"name\":\"a\",\"lsn\":1",
                    file("x.1", "\"pos\":1"),
                    "\"name\":\"pay\",\"lsn\":1",
                    file("x.2", "\"pos\":1"),
                    "\"name\":\"a\",\"lsn\":1"
                }) {
            String event = event("c", "null", row(), "{\"ts_ms\":5," + fields + "}");
            byte[] bytes = event.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(TestingEvents.parse(parser, bytes))
                    .isEqualTo(TestingEvents.parse(TestingEvents.OPTIONS, bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":\"pay\"",
                "\"lsn\":null,\"file\":null,\"pos\":null",
                "\"file\":\"\",\"pos\":0",
                "\"file\":\"mysql-bin.000001\"",
                "\"pos\":7"
            })
    void ordersByTimeWhereThereIsNoPosition(String fields) {
        assertThat(version(fields)).isEqualTo(SourceVersion.ofTime(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"lsn\":-1",
                "\"lsn\":1.5",
                "\"lsn\":\"0/16B3748\"",
                "\"lsn\":99999999999999999999",
                "\"lsn\":{}",
                "\"file\":7,\"pos\":4",
                "\"file\":\"b.1\",\"pos\":-4",
                "\"file\":\"b.1\",\"pos\":\"x\"",
                "\"file\":\"b.1\",\"pos\":4,\"row\":4294967296",
                "\"name\":{},\"lsn\":1"
            })
    void rejectsPositionsThatCannotBeRead(String fields) {
        assertThat(reason(event("c", "null", row(), "{\"ts_ms\":5," + fields + "}")))
                .startsWith("source.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ts_ms\":null}",
                "{\"ts_ms\":-1}",
                "{\"ts_ms\":\"soon\"}",
                "{\"ts_ms\":1772323200000000}",
                "{\"ts_ms\":1.5}"
            })
    void needsTheTimeOfTheSource(String source) {
        assertThat(reason(event("c", "null", row(), source))).startsWith("source.ts_ms is ");
    }

    private static String file(String name, String more) {
        return "\"name\":\"pay\",\"file\":\"" + name + "\"," + more;
    }

    private static SourceVersion version(String fields) {
        return change(event("c", "null", row(), "{\"ts_ms\":5," + fields + "}")).version();
    }

    private static long base64(String unscaled, String scale, String currency) {
        String event = created("amount", encoded(unscaled), "currency", '"' + currency + '"');
        return change(wrapped(event, decimal(scale))).row().amount().minor();
    }

    private static String base64Reason(String amount, String scale) {
        return reason(wrapped(created("amount", amount), decimal(scale)));
    }

    /** An integer as Debezium writes it, in quotes. */
    private static String encoded(String unscaled) {
        byte[] bytes = new BigInteger(unscaled).toByteArray();
        return '"' + Base64.getEncoder().encodeToString(bytes) + '"';
    }
}
