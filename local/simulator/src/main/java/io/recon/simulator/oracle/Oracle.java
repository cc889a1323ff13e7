package io.recon.simulator.oracle;

import io.recon.simulator.oracle.Finding.PlatformSide;
import io.recon.simulator.oracle.Finding.Verdict;
import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Fact;
import io.recon.simulator.story.Key;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Says what is due for one channel: it takes all that was heard at once, looks at each transaction
 * by itself, and asks the contract's tables one after the other.
 */
public final class Oracle {
    /** What the platform's words mean. */
    static final Map<String, String> STATUSES =
            Map.of(
                    "SUCCESS", "SUCCESS",
                    "PAID", "SUCCESS",
                    "REFUNDED", "SUCCESS",
                    "CREATED", "PENDING",
                    "PROCESSING", "PENDING",
                    "PENDING", "PENDING",
                    "FAILED", "FAILED",
                    "CLOSED", "FAILED",
                    "CANCELLED", "FAILED");

    private final Channel channel;
    private final BusinessDays days;
    private final LocalDate lastClosed;
    private final boolean ended;

    /**
     * An oracle for one moment.
     *
     * @param lastClosed the last closed day; null before the first
     * @param ended whether a bounded run is at its end
     */
    public Oracle(Channel channel, BusinessDays days, LocalDate lastClosed, boolean ended) {
        this.channel = channel;
        this.days = days;
        this.lastClosed = lastClosed;
        this.ended = ended;
    }

    /** What is due, and what it is made of. */
    public List<Transaction> look(Iterable<Heard> heard) {
        Map<Key, List<Heard>> byKey = new LinkedHashMap<>();
        for (Heard one : heard) {
            byKey.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one);
        }
        List<Transaction> transactions = new ArrayList<>();
        byKey.forEach((key, all) -> transactions.add(look(key, all)));
        return transactions;
    }

    private Transaction look(Key key, List<Heard> heard) {
        PlatformSide platform = platformSide(heard);
        List<Fact.Line> lines = standingLines(heard);
        List<Finding> findings = new ArrayList<>();
        Fact.Line first = lines.isEmpty() ? null : lines.get(0);
        Verdict main = verdict(platform, first);
        if (main != null) {
            findings.add(new Finding(ResultIds.of(key), main, platform, first));
        }
        Set<Fact.Said> said = new LinkedHashSet<>();
        List<Fact.Line> repeated = new ArrayList<>();
        for (Fact.Line line : lines) {
            boolean isFirst = said.isEmpty();
            if (!said.add(line.said())) {
                repeated.add(line);
            } else if (!isFirst) {
                Verdict duplicate = Verdict.lasting("DUPLICATE");
                findings.add(
                        new Finding(
                                ResultIds.ofDuplicate(key, line.said()), duplicate, null, line));
            }
        }
        return new Transaction(
                key, platform, lines, repeated, findings, waitsForAClose(platform, first));
    }

    /** The newest version, if it did not remove the order. */
    private PlatformSide platformSide(List<Heard> heard) {
        Heard newest = null;
        for (Heard one : heard) {
            if (one.fact() instanceof Fact.Order order
                    && (newest == null || isNewer(order.at(), at(newest)))) {
                newest = one;
            }
        }
        if (newest == null || newest.row() == null) {
            return null;
        }
        return new PlatformSide(
                newest.row(), STATUSES.get(newest.row().status()), days.dayOf(newest.row().time()));
    }

    private static Fact.Source at(Heard heard) {
        return ((Fact.Order) heard.fact()).at();
    }

    /** By position where both have one of the same kind in the same log, else by time. */
    private static boolean isNewer(Fact.Source one, Fact.Source other) {
        boolean sameLog =
                one.position() >= 0
                        && other.position() >= 0
                        && one.name().equals(other.name())
                        && stem(one).equals(stem(other));
        if (!sameLog) {
            return one.at().isAfter(other.at());
        }
        return Comparator.comparingLong(Oracle::fileNumber)
                        .thenComparingLong(Fact.Source::position)
                        .thenComparingInt(Fact.Source::row)
                        .compare(one, other)
                > 0;
    }

    private static String stem(Fact.Source source) {
        return source.file() == null ? "no file" : source.file().replaceAll("[0-9]+$", "");
    }

    private static long fileNumber(Fact.Source source) {
        return source.file() == null ? 0 : Long.parseLong(source.file().replaceAll("^.*\\D", ""));
    }

    /** The lines that were not taken back, by bill day, file name and line number. */
    private static List<Fact.Line> standingLines(List<Heard> heard) {
        Set<Fact.Line> lines = new LinkedHashSet<>();
        for (Heard one : heard) {
            if (one.fact() instanceof Fact.Line line) {
                lines.add(line);
            }
        }
        for (Heard one : heard) {
            if (one.fact() instanceof Fact.Retraction retraction) {
                lines.remove(retraction.line());
            }
        }
        List<Fact.Line> sorted = new ArrayList<>(lines);
        sorted.sort(
                Comparator.comparing((Fact.Line line) -> line.place().day())
                        .thenComparing(line -> line.place().file())
                        .thenComparing(line -> line.place().line()));
        return sorted;
    }

    private boolean isClosed(LocalDate day) {
        return lastClosed != null && !day.isAfter(lastClosed);
    }

    private Verdict verdict(PlatformSide platform, Fact.Line line) {
        if (platform != null && line != null) {
            if (platform.status().equals("PENDING") && !isClosed(line.place().day())) {
                return ended ? Verdict.pending("UNDECIDED") : null;
            }
            return compared(platform, line);
        }
        if (line != null) {
            return lone("EXTRA", line.place().day(), line.said().time());
        }
        return isExpectedOnABill(platform)
                ? lone("MISSING", platform.day(), platform.row().time())
                : null;
    }

    private Verdict compared(PlatformSide platform, Fact.Line line) {
        boolean currency = !platform.row().currency().equals(line.said().currency());
        long difference =
                Finding.minor(platform.row().amount(), platform.row().currency())
                        - Finding.minor(line.said().amount(), line.said().currency());
        boolean amount = Math.abs(difference) > channel.rules().toleranceMinor();
        boolean status = !platform.status().equals(line.said().status());
        boolean day = !platform.day().equals(line.place().day());
        StringJoiner differences = new StringJoiner(";");
        String outcome = "MATCHED";
        if (day) {
            outcome = "DAY_CUT";
        }
        if (status) {
            outcome = "STATUS_MISMATCH";
        }
        if (currency || amount) {
            outcome = "AMOUNT_MISMATCH";
        }
        if (currency) {
            differences.add("currency");
        }
        if (amount) {
            differences.add("amount");
        }
        if (status) {
            differences.add("status");
        }
        if (day) {
            differences.add("day");
        }
        return new Verdict(outcome, "FINAL", differences.toString());
    }

    private boolean isExpectedOnABill(PlatformSide platform) {
        return platform != null
                && platform.status().equals("SUCCESS")
                && !platform.day().isBefore(channel.firstDay());
    }

    private Verdict lone(String outcome, LocalDate day, Instant time) {
        if (!isClosed(day)) {
            return ended ? Verdict.pending("UNDECIDED") : null;
        }
        return isCarriedOver(day, time) ? Verdict.pending("DAY_CUT") : Verdict.lasting(outcome);
    }

    /** Later than the window before the end of its day, and the next day is still open. */
    private boolean isCarriedOver(LocalDate day, Instant time) {
        boolean isLate = time.isAfter(days.endOf(day).minus(channel.rules().window()));
        return isLate && !isClosed(day.plusDays(1));
    }

    private boolean waitsForAClose(PlatformSide platform, Fact.Line line) {
        if (platform != null && line != null) {
            return platform.status().equals("PENDING") && !isClosed(line.place().day());
        }
        if (line != null) {
            return waits(line.place().day(), line.said().time());
        }
        return isExpectedOnABill(platform) && waits(platform.day(), platform.row().time());
    }

    private boolean waits(LocalDate day, Instant time) {
        return !isClosed(day) || isCarriedOver(day, time);
    }

    /**
     * A transaction as the oracle sees it.
     *
     * @param platform null if there is no order
     * @param lines all of its lines by place
     * @param repeated those among them that say what an earlier one said
     * @param waits whether a close may still change what is due
     */
    public record Transaction(
            Key key,
            PlatformSide platform,
            List<Fact.Line> lines,
            List<Fact.Line> repeated,
            List<Finding> findings,
            boolean waits) {

        /** Whether the main result is not there yet. */
        public boolean isOpen() {
            return waits
                    && findings.stream().noneMatch(found -> found.id().equals(ResultIds.of(key)));
        }
    }
}
