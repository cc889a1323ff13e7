package io.recon.connectors.bill.proof;

import static java.util.Objects.requireNonNull;

import io.recon.connectors.bill.format.BillContext;
import io.recon.connectors.bill.format.BillLimits;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Set;

/**
 * How the bills of one channel are read, as configured. It travels to wherever bills are proven.
 *
 * @param channel the channel's configured name
 * @param format the name of a built-in format, or the template's name where there is a template
 * @param template the text of the channel's format template; empty for a built-in format
 * @param zone the zone of times that name none, for example {@code Asia/Shanghai}
 * @param account the account for files that do not name one; empty if there is none
 * @param accounts the accounts whose lines may count; empty if all may
 * @param limits how large things may be
 */
public record ChannelBills(
        String channel,
        String format,
        String template,
        String zone,
        String account,
        Set<String> accounts,
        BillLimits limits)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public ChannelBills {
        requireNonNull(channel, "channel");
        requireNonNull(format, "format");
        requireNonNull(template, "template");
        requireNonNull(account, "account");
        requireNonNull(limits, "limits");
        accounts = Set.copyOf(accounts);
        ZoneId.of(zone);
    }

    /** The bills of a channel whose format is built in. */
    public static ChannelBills builtIn(String channel, String format, ZoneId zone) {
        return new ChannelBills(
                channel, format, "", zone.getId(), "", Set.of(), BillLimits.DEFAULT);
    }

    /** The bills of a channel whose format is described by a template's text. */
    public static ChannelBills templated(
            String channel, String format, String template, ZoneId zone) {
        return new ChannelBills(
                channel, format, template, zone.getId(), "", Set.of(), BillLimits.DEFAULT);
    }

    /**
     * The template's file, as messages call it: below the configuration's directory, wherever that
     * is, so that a line is rejected with the same words on any machine.
     */
    String templateFile() {
        return "formats/" + format + ".yaml";
    }

    /** The same with an account for files that do not name one. */
    public ChannelBills withAccount(String ofSilentFiles) {
        return new ChannelBills(channel, format, template, zone, ofSilentFiles, accounts, limits);
    }

    /** The same with the accounts whose lines may count. */
    public ChannelBills withAccounts(Set<String> accepted) {
        return new ChannelBills(channel, format, template, zone, account, accepted, limits);
    }

    /** The same with other limits. */
    public ChannelBills withLimits(BillLimits others) {
        return new ChannelBills(channel, format, template, zone, account, accounts, others);
    }

    BillContext context() {
        return new BillContext(channel, ZoneId.of(zone), account, accounts, limits);
    }
}
