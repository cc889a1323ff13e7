package io.recon.simulator.oracle;

import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Key;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names results as the contract's readers know them: no two results share a name. */
final class ResultIds {
    /** What would part a name, or lead an escape. */
    private static final Pattern SPECIAL = Pattern.compile("[/#%]");

    private ResultIds() {}

    static String of(Key key) {
        return part(key.channel())
                + "/"
                + part(key.account())
                + "/"
                + key.type()
                + "/"
                + part(key.number());
    }

    static String ofDuplicate(Key key, Fact.Said said) {
        return of(key)
                + "#"
                + (said.tradeNumber() == null ? "%" : part(said.tradeNumber()))
                + "/"
                + Finding.minor(said.amount(), said.currency())
                + "/"
                + said.currency()
                + "/"
                + said.status()
                + "/"
                + said.time().toEpochMilli();
    }

    private static String part(String text) {
        return SPECIAL.matcher(text)
                .replaceAll(
                        found ->
                                String.format(
                                        Locale.ROOT, "%%%04x", (int) found.group().charAt(0)));
    }
}
