package io.recon.local.workload;

import static java.util.Objects.requireNonNull;

/**
 * One row of a bill file.
 *
 * @param line what it says; of a {@link Kind#BAD} row, what it would have said
 * @param flaw what is wrong with a {@link Kind#BAD} row, else null
 */
public record BillRow(Kind kind, PlannedLine line, Flaw flaw) {
    /** What a row is. */
    public enum Kind {
        LINE,
        /** Neither payment nor refund. */
        OTHER,
        /** Unreadable. */
        BAD
    }

    /** What makes a row unreadable. */
    public enum Flaw {
        AMOUNT("bad_amount"),
        NUMBER_ABSENT(""),
        TYPE_UNKNOWN(""),
        TIME(""),
        CURRENCY("bad_currency");

        /** The word that the reason must hold; empty: any. */
        final String word;

        Flaw(String word) {
            this.word = word;
        }
    }

    public BillRow {
        requireNonNull(kind, "kind");
        requireNonNull(line, "line");
    }

    static BillRow of(PlannedLine line) {
        return new BillRow(Kind.LINE, line, null);
    }

    static BillRow bad(PlannedLine line, Flaw flaw) {
        return new BillRow(Kind.BAD, line, flaw);
    }

    static BillRow other(PlannedLine line) {
        return new BillRow(Kind.OTHER, line, null);
    }

    /** Whether it is unreadable for this reason. */
    boolean isFlawed(Flaw reason) {
        return kind == Kind.BAD && flaw == reason;
    }

    /** What stands in a cell: something wrong if it is unreadable for this reason. */
    String flawed(Flaw reason, String wrong, String right) {
        return isFlawed(reason) ? wrong : right;
    }
}
