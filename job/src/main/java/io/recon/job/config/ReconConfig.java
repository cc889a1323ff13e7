package io.recon.job.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code recon.yaml} says, checked and with its defaults filled in. Directories are absolute
 * local paths or URIs with a scheme, as Flink's {@code Path} takes them.
 *
 * <p>Values may hold secrets. {@link #describe()} and {@code toString} of this and of all parts
 * show none of them.
 *
 * @param landing where the channels' bills arrive
 * @param channels by name, in the order of their names; at least one
 * @param outputs where everything goes that leaves the engine
 * @param checkpoints where the continuous job keeps its checkpoints
 * @param description what {@link #describe()} gives
 */
public record ReconConfig(
        String landing,
        SortedMap<String, ChannelConfig> channels,
        PlatformConfig platform,
        OutputConfig outputs,
        CheckpointConfig checkpoints,
        String description) {
    public ReconConfig {
        requireNonNull(landing, "landing");
        channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
        requireNonNull(platform, "platform");
        requireNonNull(outputs, "outputs");
        requireNonNull(checkpoints, "checkpoints");
        requireNonNull(description, "description");
        for (Map.Entry<String, ChannelConfig> channel : channels.entrySet()) {
            if (!channel.getKey().equals(channel.getValue().name())) {
                throw new IllegalArgumentException(
                        "channel " + channel.getValue().name() + " stands as " + channel.getKey());
            }
        }
    }

    /** Where the tables are. */
    public HiveConfig hive() {
        return outputs.hive();
    }

    /** How breaks are told. */
    public AlertConfig alerts() {
        return outputs.alerts();
    }

    /** The other topics that the engine writes to. */
    public TopicConfig topics() {
        return outputs.topics();
    }

    /**
     * The whole configuration in effect, one {@code key: value} a line, defaults included, with
     * {@code ***} for every secret.
     */
    public String describe() {
        return description;
    }

    @Override
    public String toString() {
        return description;
    }
}
