package io.recon.local.workload;

import io.recon.local.workload.CdcEncoding.Amounts;
import io.recon.local.workload.CdcEncoding.Positions;
import io.recon.local.workload.CdcEncoding.Times;
import io.recon.model.Currencies;
import io.recon.model.MinorUnits;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes changes of orders as Debezium writes them, one JSON text per event. */
final class CdcEvents {
    private static final List<String> PAID = List.of("SUCCESS", "PAID");
    private static final List<String> REFUNDED = List.of("SUCCESS", "REFUNDED");
    private static final List<String> UNFINISHED = List.of("CREATED", "PENDING", "PROCESSING");
    private static final List<String> FAILED = List.of("FAILED", "CLOSED", "CANCELLED");
    private final CdcEncoding encoding;
    private final long firstLogFile;

    CdcEvents(CdcEncoding encoding, long firstLogFile) {
        this.encoding = encoding;
        this.firstLogFile = firstLogFile;
    }

    /** An event that says a change. */
    String text(OrderChange change) {
        return text(change, Map.of());
    }

    /**
     * An event in which some of our columns have another value: a piece of JSON, or empty for a
     * column that is not there.
     */
    String text(OrderChange change, Map<String, String> replaced) {
        StringBuilder json = new StringBuilder(512);
        if (encoding.schema()) {
            json.append("{\"schema\":").append(schema(change)).append(",\"payload\":");
        }
        TransactionKey before = change.operation() == 'd' ? change.key() : change.before();
        json.append("{\"before\":");
        if (before == null) {
            json.append("null");
        } else {
            json.append('{');
            key(json, before, Map.of());
            close(json);
        }
        json.append(",\"after\":");
        if (change.row() == null) {
            json.append("null");
        } else {
            json.append('{');
            key(json, change.key(), replaced);
            row(json, change, replaced);
            close(json);
        }
        json.append(",\"source\":");
        source(json, change);
        json.append(",\"op\":\"").append(change.operation()).append("\",\"ts_ms\":");
        json.append(change.at().timestampMs() + 180).append('}');
        if (encoding.schema()) {
            json.append('}');
        }
        return json.toString();
    }

    static String heartbeat(long timestampMs) {
        return "{\"heartbeat\":{\"ts_ms\":" + timestampMs + "}}";
    }

    private void key(StringBuilder json, TransactionKey key, Map<String, String> replaced) {
        field(json, "channel", quoted(key.channel()), replaced);
        field(json, "account", quoted(key.account()), replaced);
        field(json, "txn_type", quoted(key.type().name()), replaced);
        field(json, "txn_no", quoted(key.number()), replaced);
    }

    private void row(StringBuilder json, OrderChange change, Map<String, String> replaced) {
        PlannedRow row = change.row();
        field(json, "order_no", quotedOrNull(row.orderNumber()), replaced);
        field(json, "channel_trade_no", quotedOrNull(row.tradeNumber()), replaced);
        field(json, "amount", amount(row.amount()), replaced);
        field(json, "currency", quoted(row.amount().currency()), replaced);
        field(json, "status", quoted(statusWord(change.key(), row)), replaced);
        field(json, "paid_at", row.paidAtMs() == null ? "null" : time(row.paidAtMs()), replaced);
        field(json, "updated_at", time(row.updatedAtMs()), replaced);
    }

    private void field(
            StringBuilder json, String column, String value, Map<String, String> replaced) {
        String shown = replaced.getOrDefault(column, value);
        if (!shown.isEmpty()) {
            json.append('"')
                    .append(encoding.column(column))
                    .append("\":")
                    .append(shown)
                    .append(',');
        }
    }

    private static void close(StringBuilder json) {
        if (json.charAt(json.length() - 1) == ',') {
            json.setLength(json.length() - 1);
        }
        json.append('}');
    }

    private String amount(Money money) {
        int exponent = exponent(money);
        return switch (encoding.amounts()) {
            case MAJOR_TEXT -> quoted(MinorUnits.format(money.minor(), exponent));
            case MINOR_NUMBER -> Long.toString(money.minor());
            case PRECISE ->
                    quoted(
                            Base64.getEncoder()
                                    .encodeToString(
                                            BigInteger.valueOf(money.minor()).toByteArray()));
        };
    }

    private static int exponent(Money money) {
        return Currencies.exponent(money.currency()).orElseThrow();
    }

    private String time(long timeMs) {
        return switch (encoding.times()) {
            case MILLISECONDS -> Long.toString(timeMs);
            case MICROSECONDS -> Long.toString(timeMs * 1000);
            case ISO -> quoted(Instant.ofEpochMilli(timeMs).toString());
        };
    }

    private String statusWord(TransactionKey key, PlannedRow row) {
        List<String> standard =
                switch (row.status()) {
                    case SUCCESS -> key.type() == TransactionType.PAYMENT ? PAID : REFUNDED;
                    case PENDING -> UNFINISHED;
                    case FAILED -> FAILED;
                };
        if (encoding.statuses().isEmpty()) {
            return standard.get(choice(row, standard.size()));
        }
        List<String> words = new ArrayList<>(standard);
        for (Map.Entry<String, TransactionStatus> added :
                new TreeMap<>(encoding.statuses()).entrySet()) {
            if (added.getValue() == row.status()) {
                words.add(added.getKey());
            }
        }
        return words.get(choice(row, words.size()));
    }

    private static int choice(PlannedRow row, int words) {
        return Math.floorMod(row.updatedAtMs() / 1000, words);
    }

    private void source(StringBuilder json, OrderChange change) {
        LogPosition at = change.at();
        json.append("{\"version\":\"2.7.3.Final\",\"connector\":\"");
        json.append(encoding.positions() == Positions.POSTGRESQL ? "postgresql" : "mysql");
        json.append("\",\"name\":\"shop\",\"ts_ms\":").append(at.timestampMs());
        json.append(",\"snapshot\":\"")
                .append(change.operation() == 'r')
                .append("\",\"db\":\"shop\"");
        json.append(",\"table\":\"payment_order\"");
        switch (encoding.positions()) {
            case MYSQL -> {
                json.append(",\"server_id\":1,\"file\":\"mysql-bin.");
                json.append(sixDigits(at.logFile(firstLogFile))).append("\",\"pos\":");
                json.append(at.inLogFile()).append(",\"row\":").append(at.rowOfEvent());
            }
            case POSTGRESQL ->
                    json.append(",\"schema\":\"public\",\"txId\":")
                            .append(700 + at.sequence())
                            .append(",\"lsn\":")
                            .append(at.lsn());
            case TIME_ONLY -> {}
        }
        json.append('}');
    }

    private static String sixDigits(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }

    private String schema(OrderChange change) {
        int scale = change.row() == null ? 2 : exponent(change.row().amount());
        StringBuilder fields = new StringBuilder(512);
        for (String column : List.of("channel", "account", "txn_type", "txn_no")) {
            schemaField(fields, "\"type\":\"string\",\"optional\":false", column);
        }
        for (String column : List.of("order_no", "channel_trade_no")) {
            schemaField(fields, "\"type\":\"string\",\"optional\":true", column);
        }
        schemaField(fields, amountType(encoding.amounts(), scale), "amount");
        schemaField(fields, "\"type\":\"string\",\"optional\":false", "currency");
        schemaField(fields, "\"type\":\"string\",\"optional\":false", "status");
        String time = timeType(encoding.times());
        schemaField(fields, time + ",\"optional\":true", "paid_at");
        schemaField(fields, time + ",\"optional\":false", "updated_at");
        fields.setLength(fields.length() - 1);
        String row =
                "{\"type\":\"struct\",\"fields\":[" + fields + "],\"optional\":true,\"field\":\"";
        return "{\"type\":\"struct\",\"fields\":["
                + (row + "before\"},")
                + (row + "after\"},")
                + "{\"type\":\"string\",\"optional\":false,\"field\":\"op\"}"
                + "],\"optional\":false,\"name\":\"shop.payment_order.Envelope\"}";
    }

    private static String amountType(Amounts amounts, int scale) {
        return switch (amounts) {
            case MAJOR_TEXT -> "\"type\":\"string\",\"optional\":false";
            case MINOR_NUMBER -> "\"type\":\"int64\",\"optional\":false";
            case PRECISE ->
                    "\"type\":\"bytes\",\"optional\":false,"
                            + "\"name\":\"org.apache.kafka.connect.data.Decimal\",\"version\":1,"
                            + "\"parameters\":{\"scale\":\""
                            + scale
                            + "\",\"connect.decimal.precision\":\"20\"}";
        };
    }

    private static String timeType(Times times) {
        return switch (times) {
            case MILLISECONDS ->
                    "\"type\":\"int64\",\"name\":\"io.debezium.time.Timestamp\",\"version\":1";
            case MICROSECONDS ->
                    "\"type\":\"int64\",\"name\":\"io.debezium.time.MicroTimestamp\",\"version\":1";
            case ISO ->
                    "\"type\":\"string\",\"name\":\"io.debezium.time.ZonedTimestamp\",\"version\":1";
        };
    }

    private void schemaField(StringBuilder fields, String type, String column) {
        fields.append('{').append(type).append(",\"field\":\"").append(encoding.column(column));
        fields.append("\"},");
    }

    private static String quotedOrNull(String text) {
        return text == null ? "null" : quoted(text);
    }

    /** A JSON string. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(Character.forDigit(c >> 4, 16));
                json.append(Character.forDigit(c & 15, 16));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
