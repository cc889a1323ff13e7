package io.recon.connectors.bill;

import java.io.Serializable;
import java.util.Set;
import org.apache.flink.core.fs.Path;

/**
 * How a channel's bills are found.
 *
 * @param channel the channel's configured name
 * @param channelDirectory its landing directory
 * @param firstDay the configured first day, epoch days, or {@link io.recon.model.day.Horizon#NONE}
 * @param bounded whether the directory is read once, every day in it taken as complete
 * @param watch how bills are waited for otherwise
 * @param broken rules that a test leaves out to see that they matter
 */
record BillSourceSettings(
        String channel,
        Path channelDirectory,
        int firstDay,
        boolean bounded,
        BillWatch watch,
        Set<Safeguard> broken)
        implements Serializable {
    boolean keeps(Safeguard rule) {
        return !broken.contains(rule);
    }
}
