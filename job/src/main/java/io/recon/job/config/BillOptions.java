package io.recon.job.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * How a channel's bills are read.
 *
 * @param format the name of a built-in format or of a template
 * @param templateOrNull the template; null where the format is built in
 * @param account the account for files that name none; empty if there is none
 * @param accounts the accounts whose lines may count; empty if all may
 */
public record BillOptions(
        String format, FormatTemplate templateOrNull, String account, Set<String> accounts) {
    public BillOptions {
        requireNonNull(format, "format");
        requireNonNull(account, "account");
        accounts = Set.copyOf(accounts);
    }

    /** The template that describes the format; empty where the format is built in. */
    public Optional<FormatTemplate> template() {
        return Optional.ofNullable(templateOrNull);
    }

    @Override
    public String toString() {
        return "BillOptions[…]";
    }
}
