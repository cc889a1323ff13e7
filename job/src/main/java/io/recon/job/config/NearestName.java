package io.recon.job.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that somebody meant who wrote an unknown one. */
final class NearestName {
    private static final int LONGEST = 100;

    private NearestName() {}

    /**
     * The known name with the fewest changed, missing, added or swapped letters, upper and lower
     * case being the same; empty if more than about a third of the letters differ. Of several
     * equally near ones the first in alphabetical order.
     */
    static Optional<String> of(String written, Collection<String> known) {
        String wanted = written.toLowerCase(Locale.ROOT);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return Optional.empty();
        }
        int least = Math.max(1, wanted.length() / 3) + 1;
        String nearest = null;
        for (String candidate : known) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            boolean better =
                    distance < least
                            || (distance == least
                                    && nearest != null
                                    && candidate.compareTo(nearest) < 0);
            if (better) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Optimal string alignment: each swap of neighbours counts as one change. */
    private static int distance(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1
                                && j > 1
                                && one.charAt(i - 1) == other.charAt(j - 2)
                                && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[other.length()];
    }
}
