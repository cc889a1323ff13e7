package io.recon.connectors.hive;

import java.io.Serializable;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;

/**
 * What all rows of one continuous run share.
 *
 * @param number tells the run from others; a later run has a higher number. A job that goes on from
 *     its newest checkpoint is the same run
 * @param channels how each channel counts its days
 */
public record HiveRun(long number, Map<String, ChannelDays> channels) implements Serializable {
    /** A channel's days: its zone, and the local time at which they begin. */
    public record ChannelDays(ZoneId zone, LocalTime cutOff) implements Serializable {}

    public HiveRun {
        channels = Map.copyOf(channels);
    }
}
