package io.recon.local.workload;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A channel of a workload.
 *
 * @param template how its bills are written; null: {@code alipay-trade}
 * @param toleranceMinor by how much amounts may differ and still agree
 */
public record ChannelPlan(
        String name,
        CsvTemplate template,
        DayRules days,
        long toleranceMinor,
        List<String> accounts,
        List<String> currencies) {
    public ChannelPlan {
        requireNonNull(name, "name");
        requireNonNull(days, "days");
        accounts = List.copyOf(accounts);
        currencies = List.copyOf(currencies);
    }

    boolean isAlipay() {
        return template == null;
    }

    /** The time that its bill gives for an instant. */
    long billTime(long timeMs) {
        return days.asWritten(timeMs, template != null && template.writesMilliseconds());
    }
}
