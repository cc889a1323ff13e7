package io.recon.simulator.story;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A channel as it is configured.
 *
 * @param cutOff when its day begins; from noon on that is the evening before
 * @param firstDay the first day of which it has a bill
 */
public record Channel(String name, ZoneId zone, LocalTime cutOff, LocalDate firstDay, Rules rules) {
    /**
     * How its transactions are judged.
     *
     * @param toleranceMinor by how many minor units amounts may differ
     * @param window the day-cut window
     * @param retentionDays the retention
     */
    public record Rules(long toleranceMinor, Duration window, int retentionDays) {}
}
