package io.recon.local.workload;

import io.recon.local.workload.CdcEncoding.Positions;
import io.recon.model.TransactionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes the log of the order database: every change gets its position, and noise its place. */
final class OrderLog {
    /** The number grows a digit on the way: names of log files do not sort as texts. */
    static final long FIRST_LOG_FILE = 999_998;

    private static final int LARGEST_PART = 200;

    private final Dice dice;
    private final CdcEncoding encoding;
    private final CdcEvents events;
    private final List<OrderFile.Line> lines = new ArrayList<>();
    private final Map<TransactionKey, OrderChange> latest = new LinkedHashMap<>();
    private final Map<TransactionKey, Long> lastTimeMs = new HashMap<>();
    private long sequence;
    private long newestMs;

    OrderLog(Dice dice, CdcEncoding encoding) {
        this.dice = dice;
        this.encoding = encoding;
        events = new CdcEvents(encoding, FIRST_LOG_FILE);
    }

    /** Appends a change that was made at about a time. */
    void append(
            char operation,
            TransactionKey before,
            TransactionKey key,
            PlannedRow row,
            long timeMs) {
        OrderChange change =
                new OrderChange(operation, before, key, row, next(key, before, timeMs));
        lines.add(new OrderFile.Line(events.text(change), change, false));
        if (change.movesItsKey()) {
            latest.remove(before);
        }
        if (row == null) {
            latest.remove(key);
        } else {
            latest.put(key, change);
        }
    }

    /** Where only the time tells versions apart it must grow; else it may even go back. */
    private LogPosition next(TransactionKey key, TransactionKey before, long timeMs) {
        long timestampMs = timeMs;
        if (encoding.positions() == Positions.TIME_ONLY) {
            long last = lastTimeMs.getOrDefault(key, Long.MIN_VALUE);
            if (before != null) {
                last = Math.max(last, lastTimeMs.getOrDefault(before, Long.MIN_VALUE));
            }
            timestampMs = Math.max(timeMs, last + 1);
            lastTimeMs.put(key, timestampMs);
            if (before != null) {
                lastTimeMs.put(before, timestampMs);
            }
        }
        newestMs = Math.max(newestMs, timestampMs);
        return new LogPosition(sequence++, timestampMs);
    }

    /** Appends a newest version of a row that cannot be read. */
    void appendUnreadable(TransactionKey key, PlannedRow row, long timeMs) {
        OrderChange change = new OrderChange('u', null, key, row, next(key, null, timeMs));
        lines.add(new OrderFile.Line(unreadable(change), null, true));
    }

    private String unreadable(OrderChange change) {
        boolean minor = encoding.amounts() == CdcEncoding.Amounts.MINOR_NUMBER;
        List<Map<String, String>> faults =
                List.of(
                        Map.of("currency", "\"ZZZ\""),
                        Map.of("status", "\"WHATEVER\""),
                        Map.of("channel", "\"nobody\""),
                        Map.of("txn_type", "\"GIFT\""),
                        Map.of("txn_no", ""),
                        Map.of("account", "null"),
                        Map.of("amount", minor ? "0" : "\"0\""),
                        Map.of("amount", minor ? "-5" : "\"12.34567\""),
                        Map.of("amount", "\"a lot\""),
                        Map.of("updated_at", "\"yesterday\"", "paid_at", "\"just now\""));
        return events.text(change, dice.pick(faults));
    }

    /** Adds everything that must not change the truth, and junk that must be rejected. */
    void addNoise() {
        List<OrderFile.Line> told = List.copyOf(lines);
        for (OrderFile.Line line : told) {
            if (dice.oneIn(5)) {
                lines.add(line);
            }
            if (line.change() != null && line.change().row() == null && dice.oneIn(2)) {
                lines.add(silent("null"));
            }
        }
        List<OrderChange> standing = List.copyOf(latest.values());
        boolean newer = dice.oneIn(2);
        for (OrderChange change : standing) {
            if (dice.oneIn(3)) {
                LogPosition at = newer ? next(change.key(), null, newestMs) : change.at();
                OrderChange read = change.as('r', at);
                lines.add(new OrderFile.Line(events.text(read), read, false));
            }
        }
        for (int i = dice.below(4); i > 0; i--) {
            lines.add(silent(CdcEvents.heartbeat(newestMs + i)));
        }
        addJunk(standing);
    }

    private void addJunk(List<OrderChange> standing) {
        List<String> junk = List.of("{\"op\":\"c\",", "hello", "[1]", "{}", "{\"op\":\"c\"}", "42");
        for (int i = dice.below(4); i > 0; i--) {
            lines.add(new OrderFile.Line(dice.pick(junk), null, true));
        }
        if (!standing.isEmpty()) {
            OrderChange any = dice.pick(standing);
            String truncation = events.text(new OrderChange('t', null, any.key(), null, any.at()));
            lines.add(new OrderFile.Line(truncation, null, true));
            String message =
                    events.text(new OrderChange('m', null, any.key(), any.row(), any.at()));
            lines.add(new OrderFile.Line(message, null, true));
        }
    }

    private static OrderFile.Line silent(String text) {
        return new OrderFile.Line(text, null, false);
    }

    /** The log as files, in order or in none. */
    List<OrderFile> files(boolean shuffled) {
        List<OrderFile.Line> all = shuffled ? dice.shuffled(lines) : lines;
        Set<Integer> cuts = new TreeSet<>(List.of(all.size()));
        for (int at = 0; at < all.size(); at += 1 + dice.below(LARGEST_PART)) {
            cuts.add(at);
        }
        List<OrderFile> files = new ArrayList<>();
        int from = 0;
        for (int to : cuts) {
            if (to > from) {
                String name = "part-%04d.jsonl".formatted(files.size() + 1);
                files.add(
                        new OrderFile(
                                shuffled && dice.oneIn(3) ? name + ".gz" : name,
                                all.subList(from, to)));
                from = to;
            }
        }
        return files;
    }
}
