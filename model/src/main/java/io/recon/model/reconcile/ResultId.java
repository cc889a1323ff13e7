package io.recon.model.reconcile;

import io.recon.model.TransactionKey;
import io.recon.model.bill.BillLine;

/**
 * Names results so that people can read the name and no two results share one.
 *
 * <p>A main result is {@code channel/account/type/number}; a duplicate adds {@code
 * #tradeNumber/amount/currency/status/time}, the amount in minor units and the time in epoch
 * milliseconds. Within a part {@code /}, {@code #}, {@code %}, control characters and surrogates
 * that stand alone (no UTF-8 has them) are written as {@code %} and four hexadecimal digits; an
 * absent trade number is {@code %}.
 */
public final class ResultId {
    private ResultId() {}

    /** The id of a result of a transaction. */
    public static String of(TransactionKey key, Result result) {
        StringBuilder id = new StringBuilder(96);
        part(id, key.channel()).append('/');
        part(id, key.account()).append('/').append(key.type().name()).append('/');
        part(id, key.number());
        if (result.kind() == Result.Kind.DUPLICATE) {
            BillLine line = result.line();
            id.append('#');
            if (line.tradeNumber() == null) {
                id.append('%');
            } else {
                part(id, line.tradeNumber());
            }
            id.append('/').append(line.amount().minor()).append('/');
            part(id, line.amount().currency()).append('/');
            id.append(line.status().name()).append('/').append(line.timeMs());
        }
        return id.toString();
    }

    private static StringBuilder part(StringBuilder id, String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '/'
                    || c == '#'
                    || c == '%'
                    || Character.isISOControl(c)
                    || isLoneSurrogate(part, i)) {
                id.append('%');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    id.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            } else {
                id.append(c);
            }
        }
        return id;
    }

    private static boolean isLoneSurrogate(String part, int at) {
        char c = part.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == part.length() || !Character.isLowSurrogate(part.charAt(at + 1));
        }
        return Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(part.charAt(at - 1)));
    }
}
