package io.recon.local.workload;

import io.recon.model.TransactionKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The log of all changes of the example's orders, whatever channel they are paid through. */
final class QuickstartOrders {
    private static final int FIRST_LOG_FILE = 3;

    /** Where the platform is at home: its files begin at midnight there. */
    private static final ZoneId HOME = ZoneId.of("Asia/Shanghai");

    /** A change before it has its position in the log. */
    private record Changed(
            char operation, TransactionKey key, PlannedRow row, long timeMs, boolean readable) {
        String homeDay() {
            return LocalDate.ofInstant(Instant.ofEpochMilli(timeMs), HOME).toString();
        }
    }

    private final List<Changed> changes = new ArrayList<>();

    /** Adds a change. The row of a deletion is null. */
    void add(char operation, TransactionKey key, PlannedRow row, long timeMs) {
        changes.add(new Changed(operation, key, row, timeMs, true));
    }

    /** Adds an insertion with a currency code that does not exist, as somebody typed it. */
    void addUnreadable(TransactionKey key, PlannedRow row, long timeMs) {
        changes.add(new Changed('c', key, row, timeMs, false));
    }

    /** A file for each of these days; the last one also has what came after it. */
    List<OrderFile> files(List<String> days) {
        changes.sort(Comparator.comparing(Changed::timeMs));
        CdcEvents events = new CdcEvents(CdcEncoding.PLAIN, FIRST_LOG_FILE);
        String last = days.get(days.size() - 1);
        List<OrderFile> files = new ArrayList<>();
        long sequence = 0;
        for (String day : days) {
            List<OrderFile.Line> lines = new ArrayList<>();
            for (Changed changed : changes) {
                String made = changed.homeDay();
                if (made.equals(day) || (day.equals(last) && made.compareTo(last) > 0)) {
                    lines.add(line(events, changed, sequence++));
                }
            }
            files.add(new OrderFile("orders-" + day + ".jsonl", lines));
        }
        return files;
    }

    private static OrderFile.Line line(CdcEvents events, Changed changed, long sequence) {
        OrderChange change =
                new OrderChange(
                        changed.operation(),
                        null,
                        changed.key(),
                        changed.row(),
                        new LogPosition(3 * sequence, changed.timeMs()));
        return changed.readable()
                ? new OrderFile.Line(events.text(change), change, false)
                : new OrderFile.Line(
                        events.text(change, Map.of("currency", "\"RMB\"")), null, true);
    }
}
