package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillLine;
import java.util.StringJoiner;

/**
 * What was found of a transaction.
 *
 * @param outcome the first outcome that holds, by the order of the outcomes
 * @param pending whether the next close may change it though nothing new arrives
 * @param differences the set of all that differs, as bits; 0 where one side stands alone
 */
public record Verdict(Outcome outcome, boolean pending, int differences) {
    /** The currencies differ. */
    public static final int CURRENCY = 1;

    /** The amounts differ by more than the tolerance. */
    public static final int AMOUNT = 2;

    /** The statuses differ. */
    public static final int STATUS = 4;

    /** The platform day and the bill day differ. */
    public static final int DAY = 8;

    static final Verdict MISSING = lone(Outcome.MISSING);
    static final Verdict EXTRA = lone(Outcome.EXTRA);
    static final Verdict DUPLICATE = lone(Outcome.DUPLICATE);
    static final Verdict WITHDRAWN = lone(Outcome.WITHDRAWN);
    static final Verdict CARRIED_OVER = new Verdict(Outcome.DAY_CUT, true, 0);
    static final Verdict UNDECIDED = new Verdict(Outcome.UNDECIDED, true, 0);

    private static final String[] NAMES = {"currency", "amount", "status", "day"};

    public Verdict {
        requireNonNull(outcome, "outcome");
    }

    private static Verdict lone(Outcome outcome) {
        return new Verdict(outcome, false, 0);
    }

    /**
     * Compares two sides that are both there.
     *
     * @param toleranceMinor by how many minor units the amounts may differ
     */
    public static Verdict compare(PlatformSide platform, BillLine line, long toleranceMinor) {
        int differences = 0;
        if (!platform.amount().currency().equals(line.amount().currency())) {
            differences |= CURRENCY;
        }
        if (differ(platform.amount().minor(), line.amount().minor(), toleranceMinor)) {
            differences |= AMOUNT;
        }
        if (platform.status() != line.status()) {
            differences |= STATUS;
        }
        if (platform.day() != line.position().day()) {
            differences |= DAY;
        }
        return new Verdict(outcomeOf(differences), false, differences);
    }

    /** Both amounts are at least 0, so their difference never overflows. */
    private static boolean differ(long one, long other, long tolerance) {
        return Math.abs(one - other) > tolerance;
    }

    private static Outcome outcomeOf(int differences) {
        if ((differences & (CURRENCY | AMOUNT)) != 0) {
            return Outcome.AMOUNT_MISMATCH;
        }
        if ((differences & STATUS) != 0) {
            return Outcome.STATUS_MISMATCH;
        }
        return (differences & DAY) != 0 ? Outcome.DAY_CUT : Outcome.MATCHED;
    }

    /** The names of all that differs, joined with {@code ;}, for example {@code amount;day}. */
    public String differenceNames() {
        if (differences == 0) {
            return "";
        }
        StringJoiner names = new StringJoiner(";");
        for (int bit = 0; bit < NAMES.length; bit++) {
            if ((differences & 1 << bit) != 0) {
                names.add(NAMES[bit]);
            }
        }
        return names.toString();
    }
}
