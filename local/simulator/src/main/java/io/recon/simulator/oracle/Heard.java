package io.recon.simulator.oracle;

import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Fact.Row;
import io.recon.simulator.story.Key;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a fact means for one transaction.
 *
 * @param row of an order's event, what it makes of the transaction; null if the order is gone
 */
public record Heard(Key key, Fact fact, Row row) {
    private static final Map<String, Integer> DECIMALS =
            Map.of("CNY", 2, "USD", 2, "EUR", 2, "JPY", 0, "KRW", 0, "KWD", 3, "BHD", 3);

    /** How many decimals a currency has; null if there is no such currency. */
    public static Integer decimalsOf(String currency) {
        return DECIMALS.get(currency);
    }

    /** What a fact means: nothing if it cannot be read, two things if an order changes its key. */
    public static List<Heard> of(Fact fact) {
        if (fact instanceof Fact.Line line) {
            return List.of(new Heard(line.key(), line, null));
        }
        if (fact instanceof Fact.Retraction retraction) {
            return List.of(new Heard(retraction.line().key(), retraction, null));
        }
        Fact.Order order = (Fact.Order) fact;
        if (order.row() != null && !isReadable(order.row())) {
            return List.of();
        }
        List<Heard> heard = new ArrayList<>();
        boolean moves = order.op().equals("u") && order.before() != null;
        if (moves && !order.before().equals(order.key())) {
            heard.add(new Heard(order.before(), order, null));
        }
        heard.add(new Heard(order.key(), order, order.row()));
        return heard;
    }

    /**
     * An order's amount is positive and has no more decimals than its currency, and its status is
     * known.
     */
    public static boolean isReadable(Row row) {
        Integer decimals = decimalsOf(row.currency());
        return decimals != null
                && Oracle.STATUSES.containsKey(row.status())
                && row.amount().compareTo(BigDecimal.ZERO) > 0
                && row.amount().scale() <= decimals;
    }
}
