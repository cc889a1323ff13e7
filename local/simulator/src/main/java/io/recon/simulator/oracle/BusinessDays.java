package io.recon.simulator.oracle;

import io.recon.simulator.story.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;

/** When a channel's business days begin and end. For one thread. */
public final class BusinessDays {
    private final Channel channel;
    private final Map<LocalDate, Instant> starts = new HashMap<>();

    public BusinessDays(Channel channel) {
        this.channel = channel;
    }

    /** The first instant of a day: at the cut-off, from noon on that of the evening before. */
    public Instant startOf(LocalDate day) {
        return starts.computeIfAbsent(
                day,
                date -> {
                    boolean onTheEve = channel.cutOff().compareTo(LocalTime.of(12, 0)) >= 0;
                    LocalDate begins = onTheEve ? date.minusDays(1) : date;
                    return begins.atTime(channel.cutOff()).atZone(channel.zone()).toInstant();
                });
    }

    /** The first instant that is not the day's any more. */
    public Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    /** The day of an instant. */
    public LocalDate dayOf(Instant instant) {
        LocalDate near = instant.atZone(channel.zone()).toLocalDate();
        for (LocalDate day = near.minusDays(2); ; day = day.plusDays(1)) {
            if (!instant.isBefore(startOf(day)) && instant.isBefore(endOf(day))) {
                return day;
            }
            if (day.isAfter(near.plusDays(2))) {
                throw new IllegalStateException(instant + " is of no day of " + channel);
            }
        }
    }
}
