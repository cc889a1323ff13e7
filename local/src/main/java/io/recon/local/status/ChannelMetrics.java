package io.recon.local.status;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What a running job tells of one channel, over all subtasks; anything may be untold. */
final class ChannelMetrics {
    /** Of a job that tells nothing. */
    static final ChannelMetrics NONE = new ChannelMetrics();

    private final Map<String, Long> values = new HashMap<>();

    void put(String name, long value) {
        values.put(name, value);
    }

    private OptionalLong value(String name) {
        Long value = values.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private OptionalLong atLeast(String name, long least) {
        return value(name).stream().filter(value -> value >= least).findFirst();
    }

    /** Whether the operator that knows the days has told anything. */
    boolean tellsOfDays() {
        return values.containsKey("openDay");
    }

    /** The day that closes next, epoch days; empty while the job knows none. */
    OptionalLong openDay() {
        return atLeast("openDay", 0);
    }

    OptionalLong openKeys() {
        return value("openKeys");
    }

    OptionalLong conservationDifference() {
        return value("conservationDifference");
    }

    OptionalLong timerWithoutState() {
        return value("timerWithoutState");
    }

    /** To when the orders are read, epoch milliseconds; empty after a start until all tell. */
    OptionalLong ordersTimeMs() {
        return atLeast("currentInput1Watermark", Long.MIN_VALUE + 1);
    }

    /** To when the bills are sealed, epoch milliseconds. */
    OptionalLong billsTimeMs() {
        return atLeast("currentInput2Watermark", Long.MIN_VALUE + 1);
    }
}
