package io.recon.local.drill;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is not as it was planted, each a row with a text about it, and how many rows were due. */
public final class Findings {
    /** In which way a row is not as it is due. */
    public enum Kind {
        /** Due, and not there. */
        LOST,
        /** There more often than due. */
        DOUBLED,
        /** Not due at all, or with other content. */
        WRONG
    }

    private final Map<Kind, List<String>> texts = new EnumMap<>(Kind.class);
    private long rows;

    Findings() {
        for (Kind kind : Kind.values()) {
            texts.put(kind, new ArrayList<>());
        }
    }

    void due(long count) {
        rows += count;
    }

    void add(Kind kind, String text) {
        texts.get(kind).add(text);
    }

    /** How many rows were due. */
    long rows() {
        return rows;
    }

    long count(Kind kind) {
        return texts.get(kind).size();
    }

    /** One text for each row, with its kind. */
    public List<String> all() {
        List<String> all = new ArrayList<>();
        texts.forEach((kind, of) -> of.forEach(text -> all.add(kind + " " + text)));
        return all;
    }
}
