package io.recon.connectors.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known key that somebody probably meant by an unknown one. */
public final class KeySuggestion {
    /** Longer keys are compared by their beginning: no key that is known is as long. */
    private static final int MOST_COMPARED = 100;

    private KeySuggestion() {}

    /**
     * The known key that is nearest to an unknown one: the fewest characters to insert, delete,
     * replace or swap with their neighbour, then the first in alphabetical order. Case, {@code _}
     * and {@code -} make no difference. Empty only if no key is known.
     */
    public static Optional<String> nearest(String unknown, Collection<String> known) {
        String wanted = normal(unknown);
        return known.stream()
                .min(
                        Comparator.comparingInt((String key) -> distance(wanted, normal(key)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * What to say of an unknown key, for example {@code unknown key "acount", the nearest known one
     * is "account"}.
     */
    public static String unknownKey(String unknown, Collection<String> known) {
        return "unknown key \""
                + unknown
                + "\""
                + nearest(unknown, known)
                        .map(key -> ", the nearest known one is \"" + key + "\"")
                        .orElse("; no key is known here");
    }

    private static String normal(String key) {
        String cut = key.length() > MOST_COMPARED ? key.substring(0, MOST_COMPARED) : key;
        return cut.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
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
