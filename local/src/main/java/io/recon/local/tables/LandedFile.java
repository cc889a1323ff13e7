package io.recon.local.tables;

import java.time.LocalDate;
import org.apache.flink.types.Row;

/** A landing file: its channel, its bill day in epoch days, and its path below that. */
record LandedFile(String channel, int day, String path) {
    static LandedFile of(Row row) {
        return new LandedFile(row.getFieldAs("channel"), dayOf(row), row.getFieldAs("bill_file"));
    }

    /** The day under which a row is stored, epoch days. */
    static int dayOf(Row row) {
        return Math.toIntExact(LocalDate.parse(row.<String>getFieldAs("dt")).toEpochDay());
    }
}
