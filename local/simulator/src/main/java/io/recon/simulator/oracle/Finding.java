package io.recon.simulator.oracle;

import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Fact.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A result as the contract has it.
 *
 * @param id the result's
 * @param verdict outcome, state and differences
 * @param platform null where that side is absent
 * @param line null where that side is absent
 */
public record Finding(String id, Verdict verdict, PlatformSide platform, Fact.Line line) {
    /** What was found. */
    public record Verdict(String outcome, String state, String differences) {
        static Verdict lasting(String outcome) {
            return new Verdict(outcome, "FINAL", "");
        }

        static Verdict pending(String outcome) {
            return new Verdict(outcome, "PENDING", "");
        }
    }

    /** The order's side: the row, what its status means, and its business day. */
    public record PlatformSide(Row row, String status, LocalDate day) {}

    /** All that a result's columns say, apart from revision and when it was decided. */
    public String text() {
        String text =
                verdict.outcome() + " " + verdict.state() + " [" + verdict.differences() + "]";
        if (platform != null) {
            Row row = platform.row();
            text +=
                    side(
                            "platform",
                            platform.day(),
                            row.currency(),
                            minor(row.amount(), row.currency()),
                            platform.status(),
                            row.time());
        }
        if (line != null) {
            Fact.Said said = line.said();
            text +=
                    side(
                                    "channel",
                                    line.place().day(),
                                    said.currency(),
                                    minor(said.amount(), said.currency()),
                                    said.status(),
                                    said.time())
                            + " fee "
                            + minor(line.fee(), said.currency())
                            + " trade "
                            + said.tradeNumber()
                            + " at "
                            + line.place().file()
                            + ":"
                            + line.place().line();
        }
        return text;
    }

    /** One side's columns as {@link #text} has them. */
    public static String side(
            String name, LocalDate day, String currency, long minor, String status, Instant time) {
        return "; " + name + " " + day + " " + minor + " " + currency + " " + status + " " + time;
    }

    /** An amount in the currency's smallest unit. */
    static long minor(BigDecimal major, String currency) {
        return major.movePointRight(Heard.decimalsOf(currency)).longValueExact();
    }
}
