package io.recon.connectors.bill.format;

import java.time.ZoneId;
import java.util.Set;

/**
 * What a reader must know of the channel whose bill it reads.
 *
 * @param channel the channel's configured name
 * @param zone the zone of times that name none
 * @param account the account for files that do not name one; empty if there is none
 * @param accounts the accounts whose lines may count; empty if all may
 * @param limits how large things may be
 */
public record BillContext(
        String channel, ZoneId zone, String account, Set<String> accounts, BillLimits limits) {
    public BillContext {
        accounts = Set.copyOf(accounts);
    }

    /** Whether lines of an account may count. */
    public boolean accepts(String candidate) {
        return accounts.isEmpty() || accounts.contains(candidate);
    }
}
