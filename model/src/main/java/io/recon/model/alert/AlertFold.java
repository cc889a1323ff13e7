package io.recon.model.alert;

import io.recon.model.Money;
import io.recon.model.alert.Alert.FoldedSum;
import io.recon.model.reconcile.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left of alerts that were not told one by one. Immutable.
 *
 * @param opened how many breaks were opened
 * @param changed how many changed
 * @param resolved how many were resolved
 * @param sums of what was opened, by currency
 * @param samples the ids of the first results, a few of them
 */
public record AlertFold(
        long opened, long changed, long resolved, List<FoldedSum> sums, List<String> samples) {
    /** Nothing was folded. */
    public static final AlertFold EMPTY = new AlertFold(0, 0, 0, List.of(), List.of());

    /** How many results are named. */
    static final int MOST_SAMPLES = 5;

    public AlertFold {
        sums = List.copyOf(sums);
        samples = List.copyOf(samples);
    }

    public boolean isEmpty() {
        return opened + changed + resolved == 0;
    }

    /** With one more alert. Sums of amounts stay at 64 bits' largest where they would pass it. */
    public AlertFold plus(Alert.OfResult alert) {
        List<String> named = samples;
        if (samples.size() < MOST_SAMPLES) {
            named = new ArrayList<>(samples);
            named.add(alert.subject());
        }
        return switch (alert.phase()) {
            case OPENED ->
                    new AlertFold(
                            opened + 1,
                            changed,
                            resolved,
                            plus(sums, amountOf(alert.change().change().after())),
                            named);
            case CHANGED -> new AlertFold(opened, changed + 1, resolved, sums, named);
            case RESOLVED -> new AlertFold(opened, changed, resolved + 1, sums, named);
        };
    }

    /** What the break is about: the platform's amount, or where it has none the channel's. */
    private static Money amountOf(Result result) {
        return result.platform() == null ? result.line().amount() : result.platform().amount();
    }

    private static List<FoldedSum> plus(List<FoldedSum> sums, Money amount) {
        List<FoldedSum> next = new ArrayList<>(sums);
        for (int i = 0; i < next.size(); i++) {
            FoldedSum sum = next.get(i);
            if (sum.currency().equals(amount.currency())) {
                next.set(i, plus(sum, amount.minor()));
                return next;
            }
        }
        next.add(new FoldedSum(amount.currency(), 1, amount.minor()));
        return next;
    }

    private static FoldedSum plus(FoldedSum sum, long minor) {
        // An alert must not fail on what it warns of.
        long amountMinor =
                sum.amountMinor() > Long.MAX_VALUE - minor
                        ? Long.MAX_VALUE
                        : sum.amountMinor() + minor;
        return new FoldedSum(sum.currency(), sum.count() + 1, amountMinor);
    }
}
