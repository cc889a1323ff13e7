package io.recon.connectors.order;

import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Change events to start from, and a parser that remembers what it gave. */
final class TestingEvents {
    static final Set<String> CHANNELS = Set.of("alipay", "wechat", "stripe");

    static final OrderParserOptions OPTIONS = OrderParserOptions.ofChannels(CHANNELS);

    /** A source as PostgreSQL's connector writes it. */
    static final String SOURCE =
            """
            {"version":"2.7.0","connector":"postgresql","name":"pay","ts_ms":1772323210000,\
            "snapshot":"false","db":"pay","schema":"public","table":"orders","txId":7,"lsn":90}\
            """;

    private TestingEvents() {}

    /** The cells of a row that reads well, as JSON, to be changed. */
    private static Map<String, String> cells() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("id", "17");
        row.put("channel", "\"alipay\"");
        row.put("account", "\"2088001\"");
        row.put("txn_type", "\"PAYMENT\"");
        row.put("txn_no", "\"P1\"");
        row.put("order_no", "null");
        row.put("channel_trade_no", "\"T1\"");
        row.put("amount", "\"12.34\"");
        row.put("currency", "\"CNY\"");
        row.put("status", "\"PAID\"");
        row.put("paid_at", "1772323200000");
        row.put("updated_at", "1772323205000");
        return row;
    }

    /** The row with other cells: names and their JSON in turn; null takes a cell away. */
    static String row(String... changes) {
        Map<String, String> row = cells();
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                row.remove(changes[i]);
            } else {
                row.put(changes[i], changes[i + 1]);
            }
        }
        return json(row);
    }

    static String json(Map<String, String> cells) {
        List<String> fields = new ArrayList<>();
        cells.forEach((name, value) -> fields.add('"' + name + "\":" + value));
        return "{" + String.join(",", fields) + "}";
    }

    static String event(String operation, String before, String after) {
        return event(operation, before, after, SOURCE);
    }

    static String event(String operation, String before, String after, String source) {
        return "{\"before\":%s,\"after\":%s,\"source\":%s,\"op\":\"%s\",\"ts_ms\":1772323211000}"
                .formatted(before, after, source, operation);
    }

    static String created(String... changes) {
        return event("c", "null", row(changes));
    }

    /** Puts the wrapper around an event; {@code types} are columns of {@code after}, as JSON. */
    static String wrapped(String event, String... types) {
        return "{\"schema\":" + schema(types) + ",\"payload\":" + event + "}";
    }

    static String schema(String... types) {
        String columns = String.join(",", types);
        return """
        {"type":"struct","fields":[\
        {"type":"struct","fields":[%s],"optional":true,"name":"pay.Value","field":"before"},\
        {"type":"struct","fields":[%s],"optional":true,"name":"pay.Value","field":"after"},\
        {"type":"string","optional":false,"field":"op"}],"optional":false,"name":"pay.Envelope"}\
        """
                .formatted(columns, columns);
    }

    /** A column in a schema. */
    static String type(String column, String type, String semantics) {
        return "{\"type\":\"%s\",\"optional\":true,\"name\":\"%s\",\"version\":1,\"field\":\"%s\"}"
                .formatted(type, semantics, column);
    }

    static String decimal(String scale) {
        return """
        {"type":"bytes","optional":false,"name":"org.apache.kafka.connect.data.Decimal",\
        "version":1,"parameters":{"scale":"%s","connect.decimal.precision":"18"},"field":"amount"}\
        """
                .formatted(scale);
    }

    static List<OrderRecord> parse(OrderParserOptions options, byte[] bytes) {
        return parse(new DebeziumOrderParser(options), bytes);
    }

    static List<OrderRecord> parse(DebeziumOrderParser parser, byte[] bytes) {
        List<OrderRecord> records = new ArrayList<>();
        parser.parse(bytes, 0, bytes.length, EventOrigin.of("orders.json", 7), records::add);
        return records;
    }

    static List<OrderRecord> parse(String event) {
        return parse(OPTIONS, event.getBytes(StandardCharsets.UTF_8));
    }

    /** The one change that an event gives. */
    static OrderEvent.Change change(String event) {
        return change(OPTIONS, event);
    }

    static OrderEvent.Change change(OrderParserOptions options, String event) {
        List<OrderRecord> records = parse(options, event.getBytes(StandardCharsets.UTF_8));
        if (records.size() == 1 && records.get(0) instanceof OrderEvent.Change change) {
            return change;
        }
        throw new AssertionError("one change expected, but there came " + records);
    }

    /** Why an event is rejected. */
    static String reason(String event) {
        return reason(OPTIONS, event);
    }

    static String reason(OrderParserOptions options, String event) {
        List<OrderRecord> records = parse(options, event.getBytes(StandardCharsets.UTF_8));
        if (records.size() == 1 && records.get(0) instanceof OrderReject reject) {
            return reject.reason();
        }
        throw new AssertionError("one reject expected, but there came " + records);
    }
}
