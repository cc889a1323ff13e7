package io.recon.simulator.story;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** Something that one of the sources says, as it says it. */
public sealed interface Fact {
    /** By which a story's steps name it. */
    int id();

    /**
     * A change event of the order table.
     *
     * @param op Debezium's letter
     * @param before the key that the row had; null where the event does not say
     * @param key the key that the row has; of a deletion, had
     * @param row what the row says; null for a deletion
     */
    record Order(int id, String op, Key before, Key key, Row row, Source at) implements Fact {}

    /** A detail line of a bill. */
    record Line(int id, Key key, Place place, Said said, BigDecimal fee) implements Fact {}

    /** A line of a former issue of the bill counts no longer. It stands where its line does. */
    record Retraction(int id, Line line) implements Fact {}

    /**
     * What an order's row says beside its key.
     *
     * @param amount in major units
     * @param paidAt null before it was paid
     */
    record Row(
            BigDecimal amount, String currency, String status, Instant paidAt, Instant updatedAt) {
        /** The order's own time. */
        public Instant time() {
            return paidAt == null ? updatedAt : paidAt;
        }
    }

    /**
     * Where in which log a change event stands.
     *
     * @param name the connector's
     * @param file the log file; null if the log has none
     * @param position the place in the log or file; -1 if only the time is known
     * @param row the row within the place
     */
    record Source(String name, String file, long position, int row, Instant at) {}

    /** Where a line stands in its day's bill. */
    record Place(LocalDate day, String file, int line) {}

    /**
     * What a line says of the transaction. Two lines of one transaction that say the same are one
     * line met twice.
     *
     * @param tradeNumber the channel's number; null where the bill has none
     */
    record Said(
            String tradeNumber, BigDecimal amount, String currency, String status, Instant time) {}
}
