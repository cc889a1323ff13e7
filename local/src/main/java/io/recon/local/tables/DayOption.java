package io.recon.local.tables;

import io.recon.connectors.bill.landing.LandingNames;
import io.recon.connectors.config.Quoted;
import io.recon.local.ArgumentCheck;
import java.time.LocalDate;
import java.util.OptionalInt;

/** A day as an option's value. */
final class DayOption {
    private DayOption() {}

    /** The day; null if none was given, or what was given is none and the check knows. */
    static LocalDate parse(String option, String text, ArgumentCheck check) {
        if (text == null) {
            return null;
        }
        OptionalInt day = LandingNames.day(text);
        if (day.isEmpty()) {
            check.problem(option + " " + Quoted.of(text) + ": is no day; yyyy-MM-dd is wanted");
            return null;
        }
        return LocalDate.ofEpochDay(day.getAsInt());
    }
}
