package io.recon.simulator.engine;

import io.recon.connectors.order.DebeziumOrderParser;
import io.recon.connectors.order.EventOrigin;
import io.recon.connectors.order.OrderParserOptions;
import io.recon.model.Currencies;
import io.recon.model.Money;
import io.recon.model.TransactionKey;
import io.recon.model.TransactionStatus;
import io.recon.model.TransactionType;
import io.recon.model.bill.BillLine;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.LinePosition;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.Policy;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Key;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says a story's facts in the engine's words. Orders go through the engine's own parser, as the
 * text that Debezium writes. For one thread.
 */
public final class Translation {
    private final DebeziumOrderParser parser;
    private final Map<Integer, List<OrderRecord>> orders = new HashMap<>();

    public Translation(Set<String> channels) {
        parser = new DebeziumOrderParser(OrderParserOptions.ofChannels(channels));
    }

    /** What the parser makes of an order's event. */
    public List<OrderRecord> orders(Fact.Order order) {
        return orders.computeIfAbsent(
                order.id(),
                id -> {
                    byte[] text = DebeziumText.of(order).getBytes(StandardCharsets.UTF_8);
                    List<OrderRecord> records = new ArrayList<>();
                    parser.parse(text, 0, text.length, EventOrigin.of("story", id), records::add);
                    return records;
                });
    }

    /** A line or a retraction as the bill source emits it. */
    public static BillRecord bill(Fact fact) {
        if (fact instanceof Fact.Retraction retraction) {
            Fact.Line line = retraction.line();
            return new BillRecord.Retraction(key(line.key()), line(line), 2);
        }
        Fact.Line line = (Fact.Line) fact;
        return new BillRecord.Line(key(line.key()), line(line), 1);
    }

    private static BillLine line(Fact.Line line) {
        Fact.Said said = line.said();
        return new BillLine(
                new LinePosition(
                        (int) line.place().day().toEpochDay(),
                        line.place().file(),
                        line.place().line()),
                new Money(minor(said.amount(), said.currency()), said.currency()),
                minor(line.fee(), said.currency()),
                TransactionStatus.valueOf(said.status()),
                said.time().toEpochMilli(),
                said.tradeNumber());
    }

    private static long minor(BigDecimal major, String currency) {
        int decimals = Currencies.exponent(currency).orElseThrow();
        return major.movePointRight(decimals).longValueExact();
    }

    /** A transaction's key. */
    public static TransactionKey key(Key key) {
        return new TransactionKey(
                key.channel(), key.account(), TransactionType.valueOf(key.type()), key.number());
    }

    static Policy policy(Channel channel) {
        return new Policy(
                channel.rules().toleranceMinor(),
                channel.rules().window().toMillis(),
                channel.rules().retentionDays());
    }

    static String late(OrderEvent.Change change) {
        return "order " + change.key().text();
    }

    /** The key, which may hold anything, ends the reason. */
    static String late(OrderReject reject) {
        return "order " + reject.reason().replaceFirst("^.*?: [A-Z]+ of ", "");
    }

    /** A line or retraction itself, or the reject that the operator makes of it. */
    static String late(BillRecord record) {
        LinePosition at;
        if (record instanceof BillRecord.Line line) {
            at = line.line().position();
        } else if (record instanceof BillRecord.Retraction retraction) {
            at = retraction.line().position();
        } else {
            at = ((BillRecord.Reject) record).position();
        }
        return "line " + at.day() + "/" + at.file() + ":" + at.line();
    }
}
