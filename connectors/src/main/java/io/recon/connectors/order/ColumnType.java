package io.recon.connectors.order;

/**
 * What an event's schema says about a column.
 *
 * @param scale of a {@link Kind#DECIMAL}, how many decimals its integer holds; else 0
 */
record ColumnType(Kind kind, int scale) {
    /** What we need to tell apart. */
    enum Kind {
        /** Nothing that would help: the value speaks for itself. */
        PLAIN,
        /** A base64 integer, of which the schema knows the scale. */
        DECIMAL,
        /** A decimal of which the schema does not say the scale. */
        DECIMAL_WITHOUT_SCALE,
        MILLISECONDS,
        MICROSECONDS,
        NANOSECONDS,
        /** A date, a time of day, a duration: no point in time. */
        NO_INSTANT
    }

    static final ColumnType PLAIN = new ColumnType(Kind.PLAIN, 0);

    /**
     * The type that a schema's name stands for.
     *
     * @param name the semantic type's name; null where there is none
     * @param scale the parameter {@code scale}; null where there is none
     */
    static ColumnType of(String name, String scale) {
        if (name == null) {
            return PLAIN;
        }
        return switch (name) {
            case "org.apache.kafka.connect.data.Decimal" -> decimal(scale);
            case "io.debezium.time.Timestamp", "org.apache.kafka.connect.data.Timestamp" ->
                    new ColumnType(Kind.MILLISECONDS, 0);
            case "io.debezium.time.MicroTimestamp" -> new ColumnType(Kind.MICROSECONDS, 0);
            case "io.debezium.time.NanoTimestamp" -> new ColumnType(Kind.NANOSECONDS, 0);
            case "io.debezium.time.Date",
                    "io.debezium.time.IsoDate",
                    "io.debezium.time.Time",
                    "io.debezium.time.IsoTime",
                    "io.debezium.time.MicroTime",
                    "io.debezium.time.NanoTime",
                    "io.debezium.time.ZonedTime",
                    "io.debezium.time.Year",
                    "io.debezium.time.Interval",
                    "io.debezium.time.MicroDuration",
                    "io.debezium.time.NanoDuration",
                    "org.apache.kafka.connect.data.Date",
                    "org.apache.kafka.connect.data.Time" ->
                    new ColumnType(Kind.NO_INSTANT, 0);
            // ZonedTimestamp and IsoTimestamp among them: a text that says what it is.
            default -> PLAIN;
        };
    }

    private static ColumnType decimal(String scale) {
        if (scale == null || !scale.matches("-?[0-9]{1,9}")) {
            return new ColumnType(Kind.DECIMAL_WITHOUT_SCALE, 0);
        }
        return new ColumnType(Kind.DECIMAL, Integer.parseInt(scale));
    }
}
