package io.recon.connectors.bill.format.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The words that may stand in a cell, and what each means. A cell is compared where it stands, so
 * that no text is made of it.
 */
final class WordMap<T> {
    /** So many words are compared one by one; of more, the cell's text is looked up. */
    private static final int MOST_COMPARED = 16;

    private final List<Map.Entry<String, T>> entries;
    private final Map<String, T> map;

    WordMap(Map<String, T> map) {
        this.map = new TreeMap<>(map);
        this.entries = this.map.entrySet().stream().map(Map.Entry::copyOf).toList();
    }

    /** What a cell means, or null if it is none of the words. */
    T get(CharSequence cell) {
        if (entries.size() > MOST_COMPARED) {
            return map.get(cell.toString());
        }
        for (Map.Entry<String, T> entry : entries) {
            if (entry.getKey().contentEquals(cell)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** All words, in alphabetical order. */
    Set<String> words() {
        return map.keySet();
    }
}
