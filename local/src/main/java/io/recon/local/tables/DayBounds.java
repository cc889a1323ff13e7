package io.recon.local.tables;

import java.time.LocalDate;
import java.util.StringJoiner;

/**
 * Which days a question is about, both included.
 *
 * @param from the first; null for no first
 * @param to the last; null for no last
 */
record DayBounds(LocalDate from, LocalDate to) {
    /** As a condition on a column that holds days as texts, as the tables' directories do. */
    String ofTexts(String column) {
        return condition(column, "'");
    }

    /** As a condition on a column of dates. */
    String ofDates(String column) {
        return condition(column, "DATE '");
    }

    /** The same without a first day. */
    DayBounds untilTo() {
        return new DayBounds(null, to);
    }

    private String condition(String column, String quote) {
        StringJoiner conditions = new StringJoiner(" AND ").setEmptyValue("TRUE");
        if (from != null) {
            conditions.add(column + " >= " + quote + from + "'");
        }
        if (to != null) {
            conditions.add(column + " <= " + quote + to + "'");
        }
        return conditions.toString();
    }
}
