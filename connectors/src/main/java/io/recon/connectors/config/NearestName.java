package io.recon.connectors.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that somebody probably meant who wrote an unknown one: the fewest letters to
 * insert, delete, replace or swap with their neighbour. Case, {@code _} and {@code -} make no
 * difference; between names that are as near, what is written most alike and then the alphabet
 * decides.
 */
public final class NearestName {
    /** Longer names are compared by their beginning: no name that is known is as long. */
    private static final int MOST_COMPARED = 100;

    /** A name is near if at most one letter of this many differs, and one in any case. */
    private static final int LETTERS_PER_SLIP = 3;

    private NearestName() {}

    /** The known name that is nearest, however far it is. Empty only if no name is known. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        String cut = cut(written);
        String wanted = normal(cut);
        return known.stream()
                .min(
                        Comparator.comparingInt((String name) -> distance(wanted, normal(name)))
                                .thenComparingInt(name -> distance(cut, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** The nearest known name, if no more than about a third of the letters differ. */
    public static Optional<String> near(String written, Collection<String> known) {
        if (written.isEmpty() || written.length() > MOST_COMPARED) {
            return Optional.empty();
        }
        int most = Math.max(1, written.length() / LETTERS_PER_SLIP);
        String wanted = normal(written);
        return nearest(written, known).filter(name -> distance(wanted, normal(name)) <= most);
    }

    /**
     * What to say of an unknown key, on one line: {@code unknown key "acount"; did you mean
     * "account"?}. Where no key is near, the nearest is named with all others.
     */
    public static String unknownKey(String written, Collection<String> known) {
        return "unknown key "
                + Quoted.of(written)
                + near(written, known)
                        .map(name -> "; did you mean \"" + name + "\"?")
                        .orElseGet(() -> nearestOf(written, known));
    }

    private static String nearestOf(String written, Collection<String> known) {
        return nearest(written, known)
                .map(
                        name ->
                                "; the nearest known one is \""
                                        + name
                                        + "\", known are "
                                        + String.join(", ", known))
                .orElse("; no key is known here");
    }

    private static String cut(String name) {
        return name.length() > MOST_COMPARED ? name.substring(0, MOST_COMPARED) : name;
    }

    private static String normal(String name) {
        return cut(name).replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The optimal string alignment distance. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(last[j], current[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }
        return last[b.length()];
    }
}
