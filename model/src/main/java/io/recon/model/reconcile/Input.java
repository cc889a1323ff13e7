package io.recon.model.reconcile;

import static java.util.Objects.requireNonNull;

import io.recon.model.bill.BillLine;
import io.recon.model.order.OrderRow;
import io.recon.model.order.SourceVersion;

/** What can happen to a transaction. */
public sealed interface Input {
    /**
     * A version of the platform's row.
     *
     * @param row null if the row is gone
     */
    record Order(OrderRow row, SourceVersion version) implements Input {
        public Order {
            requireNonNull(version, "version");
        }
    }

    /** A bill line. */
    record Line(BillLine line) implements Input {
        public Line {
            requireNonNull(line, "line");
        }
    }

    /** A bill line that counts no longer. */
    record Retraction(BillLine line) implements Input {
        public Retraction {
            requireNonNull(line, "line");
        }
    }

    /** Time has passed: a day has closed, or the inputs have ended. */
    record Wake() implements Input {
        /** The only one there need be. */
        public static final Wake INSTANCE = new Wake();
    }
}
