package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillLine;

/**
 * A correction to what a landing file's report says of one line, which only the transaction's other
 * lines can tell.
 *
 * @param delta 1 if the line is from now on counted so, -1 if no longer
 */
public record LineAdjustment(Kind kind, BillLine line, int delta) {
    /** As what the line counts. */
    public enum Kind {
        /** It says the same as an earlier line of its transaction. */
        REPEATED(1),
        /** It is rejected: its transaction has as many lines before it as are kept. */
        OVER_LIMIT(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The number that stands for this kind in durable bytes. It never changes. */
        public int code() {
            return code;
        }

        /** The kind with this number. */
        public static Kind ofCode(int code) {
            return switch (code) {
                case 1 -> REPEATED;
                case 2 -> OVER_LIMIT;
                default ->
                        throw new IllegalArgumentException(
                                "line adjustment code " + code + " is none of 1, 2");
            };
        }
    }

    public LineAdjustment {
        requireNonNull(kind, "kind");
        requireNonNull(line, "line");
    }
}
