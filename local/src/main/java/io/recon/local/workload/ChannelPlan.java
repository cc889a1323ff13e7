package io.recon.local.workload;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A channel of a workload.
 *
 * @param template how its bills are written if the format is not built in, else null
 * @param toleranceMinor by how much amounts may differ and still agree
 */
public record ChannelPlan(
        String name,
        BillFormat format,
        TemplatePlan template,
        DayRules days,
        long toleranceMinor,
        List<String> accounts,
        List<String> currencies) {
    public ChannelPlan {
        requireNonNull(name, "name");
        requireNonNull(format, "format");
        if (template == null ? format.word.isEmpty() : template.format() != format) {
            throw new IllegalArgumentException(
                    "a format that is not built in has a template of its own kind, and no other"
                            + " format has one");
        }
        requireNonNull(days, "days");
        accounts = List.copyOf(accounts);
        currencies = List.copyOf(currencies);
    }

    /** Whether its bills tell more statuses than SUCCESS. */
    boolean tellsStatuses() {
        return template != null;
    }

    /** Whether its bills name the currency of each line. */
    boolean namesCurrencies() {
        return format == BillFormat.CSV || format == BillFormat.WECHAT_TRADE;
    }

    /** Whether its bills have lines that are neither payments nor refunds. */
    boolean hasOtherLines() {
        return format == BillFormat.CSV || format == BillFormat.UNIONPAY_ZM;
    }

    /** The format's name in the configuration. */
    String formatName() {
        return template == null ? format.word : template.name();
    }

    /** The time that its bill gives for an instant. */
    long billTime(long timeMs) {
        return days.asWritten(timeMs, template != null && template.writesMilliseconds());
    }
}
