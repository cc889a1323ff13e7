package io.recon.local.reconcile;

import io.recon.local.output.DayRange;
import io.recon.local.output.SummaryTable;
import io.recon.model.ImplausibleAmounts;
import io.recon.model.MinorUnits;
import io.recon.model.Money;
import io.recon.model.bill.BillRecord.DayReport;
import io.recon.model.reconcile.Outcome;
import io.recon.model.reconcile.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of every channel's days, for people: a line per channel and day with the number of
 * results of each outcome, their amounts and the share that matched. A result counts on its bill
 * day, one without a bill line on its platform day.
 */
final class DaySummary {
    /** One hundred percent, in the hundredths of a percent in which shares are counted. */
    private static final long WHOLE = 100_00;

    private static final String ABSENT = "absent";

    /** A channel's day. */
    private record DayKey(String channel, int day) implements Comparable<DayKey> {
        @Override
        public int compareTo(DayKey other) {
            return Comparator.comparing(DayKey::channel)
                    .thenComparing(DayKey::day)
                    .compare(this, other);
        }
    }

    private static final class Day {
        private final EnumMap<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        private final TreeMap<String, Long> matchedMinor = new TreeMap<>();
        private final TreeMap<String, Long> brokenMinor = new TreeMap<>();
        private final int lastDay;
        private String bill = "open";

        Day(int lastDay) {
            this.lastDay = lastDay;
        }

        long count(Outcome outcome) {
            return counts.getOrDefault(outcome, 0L);
        }
    }

    private final TreeMap<DayKey, Day> days = new TreeMap<>();

    /** By the first of absent days in a row, the last one. */
    private final TreeMap<DayKey, Integer> absences = new TreeMap<>();

    private Day day(String channel, int day) {
        return days.computeIfAbsent(new DayKey(channel, day), absent -> new Day(day));
    }

    /** Takes what the bill source said of a day, or of absent days in a row. */
    void add(String channel, DayReport report) {
        switch (report.status()) {
            case SEALED -> day(channel, report.day()).bill = "closed";
            case ACCEPTED -> day(channel, report.day()).bill = "accepted";
            case HELD -> day(channel, report.day()).bill = "held";
            // Said in a continuous run only. The day is open, as before.
            case OVERDUE -> day(channel, report.day());
            case ABSENT -> absences.put(new DayKey(channel, report.day()), report.lastDay());
        }
    }

    /** Takes a result's last revision. */
    void add(String channel, Result result) {
        if (result.isWithdrawn()) {
            return;
        }
        boolean hasLine = result.line() != null;
        Day day = day(channel, dayOf(result));
        Outcome outcome = result.verdict().outcome();
        day.counts.merge(outcome, 1L, Long::sum);
        Money amount = hasLine ? result.line().amount() : result.platform().amount();
        if (outcome == Outcome.MATCHED) {
            addTo(day.matchedMinor, channel, dayOf(result), amount);
        } else if (isDecided(outcome)) {
            addTo(day.brokenMinor, channel, dayOf(result), amount);
        }
    }

    private static int dayOf(Result result) {
        return result.line() != null ? result.line().position().day() : result.platform().day();
    }

    private static void addTo(
            Map<String, Long> minorByCurrency, String channel, int day, Money amount) {
        try {
            minorByCurrency.merge(amount.currency(), amount.minor(), Math::addExact);
        } catch (ArithmeticException e) {
            throw ImplausibleAmounts.of(channel, day, amount.currency());
        }
    }

    /** The column heads of {@link #rows()}. */
    static final List<String> COLUMNS =
            List.of(
                    "channel",
                    "day",
                    "bill",
                    "matched",
                    "amount",
                    "status",
                    "day-cut",
                    "missing",
                    "extra",
                    "duplicate",
                    "undecided",
                    "matched amount",
                    "broken amount",
                    "match rate");

    /** The table's rows, by channel and day. */
    List<String[]> rows() {
        List<String[]> rows = new ArrayList<>();
        for (Map.Entry<DayKey, Day> entry : withAbsences().entrySet()) {
            Day day = entry.getValue();
            rows.add(
                    new String[] {
                        entry.getKey().channel(),
                        DayRange.of(entry.getKey().day(), day.lastDay),
                        day.bill,
                        count(day, Outcome.MATCHED),
                        count(day, Outcome.AMOUNT_MISMATCH),
                        count(day, Outcome.STATUS_MISMATCH),
                        count(day, Outcome.DAY_CUT),
                        count(day, Outcome.MISSING),
                        count(day, Outcome.EXTRA),
                        count(day, Outcome.DUPLICATE),
                        count(day, Outcome.UNDECIDED),
                        SummaryTable.amounts(day.matchedMinor),
                        SummaryTable.amounts(day.brokenMinor),
                        matchRate(day)
                    });
        }
        return rows;
    }

    /** All days, those in a row that are absent and have no result as one. */
    private Map<DayKey, Day> withAbsences() {
        Map<DayKey, Day> all = new TreeMap<>(days);
        absences.forEach(
                (first, last) -> {
                    String channel = first.channel();
                    int from = first.day();
                    for (Map.Entry<DayKey, Day> found :
                            days.subMap(first, true, new DayKey(channel, last), true).entrySet()) {
                        int day = found.getKey().day();
                        found.getValue().bill = ABSENT;
                        putAbsent(channel, from, day - 1, all);
                        from = day + 1;
                    }
                    putAbsent(channel, from, last, all);
                });
        return all;
    }

    private static void putAbsent(String channel, int first, int last, Map<DayKey, Day> target) {
        if (first <= last) {
            Day absent = new Day(last);
            absent.bill = ABSENT;
            target.put(new DayKey(channel, first), absent);
        }
    }

    private static String count(Day day, Outcome outcome) {
        return SummaryTable.count(day.count(outcome));
    }

    /** Matched of all that is decided, rounded down: only a day without a break shows 100.00 %. */
    private static String matchRate(Day day) {
        long matched = day.count(Outcome.MATCHED);
        long decided = matched;
        for (Outcome outcome : Outcome.values()) {
            decided += outcome.isBreak() && isDecided(outcome) ? day.count(outcome) : 0;
        }
        if (decided == 0) {
            return "-";
        }
        return MinorUnits.format(Math.multiplyExact(matched, WHOLE) / decided, 2) + " %";
    }

    /** What waits for a close neither agrees nor disagrees. */
    private static boolean isDecided(Outcome outcome) {
        return outcome != Outcome.UNDECIDED;
    }
}
