package io.recon.simulator.story;

import java.util.List;

/**
 * A history: what is said by the sources, and when it is let out. Any part of the facts and any
 * part of the steps is a story again, since whoever plays one adds what the sources owe: a line
 * comes before its day is sealed and before it is retracted, and what a crash undid comes again.
 */
public record Story(
        long seed, List<Channel> channels, List<Fact> facts, List<Step> steps, Setting setting) {

    /** How a story ends. */
    public enum Ending {
        /** Both inputs end, and what is open is undecided. */
        BOUNDED,
        /** Both inputs end, and what is open goes on waiting. */
        DRAINED,
        /** It goes on. */
        RUNNING
    }

    /**
     * How the job is set up.
     *
     * @param parallelism at the start
     * @param waitingInMemory how many transactions of a subtask may wait without a timer
     */
    public record Setting(int parallelism, int waitingInMemory, Ending ending) {}

    public Story {
        channels = List.copyOf(channels);
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
    }

    /** This story with other facts and steps. */
    public Story with(List<Fact> someFacts, List<Step> someSteps) {
        return new Story(seed, channels, someFacts, someSteps, setting);
    }
}
