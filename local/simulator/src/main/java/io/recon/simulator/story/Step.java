package io.recon.simulator.story;

import java.time.LocalDate;

/** One step of a simulation's schedule. */
public sealed interface Step {
    /** All subtasks get it; else subtask N gets it where bit N is set. */
    int ALL = -1;

    /** A close that it leads to is done to its end; else so many timers at most fire. */
    int TO_THE_END = -1;

    /** A source lets a fact out. */
    record Deliver(int fact, int pace) implements Step {}

    /** The orders' watermark reaches an instant, epoch milliseconds. */
    record OrdersTo(String channel, long watermarkMs, int subtasks, int pace) implements Step {}

    /** The bill source has sealed all days up to this one, and all their lines are out. */
    record BillsTo(String channel, LocalDate through, int subtasks, int pace) implements Step {}

    /** A checkpoint of everything. */
    record Snapshot() implements Step {}

    /**
     * Everything stops, and goes on from a checkpoint.
     *
     * @param back how many checkpoints are passed over; 0 takes the newest
     */
    record Crash(int back, int parallelism) implements Step {}
}
