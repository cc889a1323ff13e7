package io.recon.simulator.engine;

import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Key;
import java.util.ArrayList;
import java.util.List;

/** Writes an order's event as Debezium does. */
final class DebeziumText {
    private DebeziumText() {}

    static String of(Fact.Order order) {
        Key before = order.op().equals("d") ? order.key() : order.before();
        return "{\"op\":\""
                + order.op()
                + "\",\"before\":"
                + (before == null ? "null" : "{" + key(before) + "}")
                + ",\"after\":"
                + (order.row() == null ? "null" : "{" + key(order.key()) + row(order.row()) + "}")
                + ",\"source\":{"
                + source(order.at())
                + "},\"ts_ms\":"
                + order.at().at().toEpochMilli()
                + "}";
    }

    /** The number of the payment that a refund gives back is told too, and must not matter. */
    private static String key(Key key) {
        return text("channel", key.channel())
                + ","
                + text("account", key.account())
                + ","
                + text("txn_type", key.type())
                + ","
                + text("txn_no", key.number())
                + (key.type().equals("REFUND") ? "," + text("order_no", "payment") : "");
    }

    private static String row(Fact.Row row) {
        return ","
                + text("amount", row.amount().toPlainString())
                + ","
                + text("currency", row.currency())
                + ","
                + text("status", row.status())
                + ",\"paid_at\":"
                + (row.paidAt() == null ? "null" : row.paidAt().toEpochMilli())
                + ",\"updated_at\":"
                + row.updatedAt().toEpochMilli();
    }

    private static String source(Fact.Source source) {
        List<String> fields = new ArrayList<>();
        fields.add(text("name", source.name()));
        fields.add("\"ts_ms\":" + source.at().toEpochMilli());
        if (source.position() >= 0 && source.file() == null) {
            fields.add("\"lsn\":" + source.position());
        } else if (source.position() >= 0) {
            fields.add(text("file", source.file()));
            fields.add("\"pos\":" + source.position());
            fields.add("\"row\":" + source.row());
        }
        return String.join(",", fields);
    }

    private static String text(String name, String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }
}
