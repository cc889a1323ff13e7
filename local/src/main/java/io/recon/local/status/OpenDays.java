package io.recon.local.status;

import io.recon.local.flink.FlinkRest;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Asks a running job which day each channel closes next. */
public final class OpenDays {
    private OpenDays() {}

    /**
     * What a job says.
     *
     * @param flink the address of its REST interface
     * @param job its id
     * @param channels whose days are asked for
     * @return channels to days; without those of which the job says nothing (yet)
     */
    public static Map<String, LocalDate> of(URI flink, String job, Collection<String> channels)
            throws IOException, InterruptedException {
        JobFacts facts = new JobQuestion(new FlinkRest(flink), channels).ask(job);
        Map<String, LocalDate> days = new TreeMap<>();
        for (String channel : channels) {
            OptionalLong day = facts.of(channel).openDay();
            if (day.isPresent()) {
                days.put(channel, LocalDate.ofEpochDay(day.getAsLong()));
            }
        }
        return days;
    }
}
