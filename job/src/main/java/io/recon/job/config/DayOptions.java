package io.recon.job.config;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a channel's business days begin.
 *
 * @param zone the channel's zone
 * @param cutOff the local time at which a day begins
 * @param firstDayOrNull the first day to close; null for the oldest directory
 */
public record DayOptions(ZoneId zone, LocalTime cutOff, LocalDate firstDayOrNull) {
    public DayOptions {
        requireNonNull(zone, "zone");
        requireNonNull(cutOff, "cutOff");
    }

    /** The first day to close; empty if that is the oldest directory at the first start. */
    public Optional<LocalDate> firstDay() {
        return Optional.ofNullable(firstDayOrNull);
    }

    @Override
    public String toString() {
        return "DayOptions[…]";
    }
}
