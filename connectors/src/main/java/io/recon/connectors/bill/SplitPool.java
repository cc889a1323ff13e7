package io.recon.connectors.bill;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The splits that no reader holds: files of the oldest day first, and of a day the big first. */
final class SplitPool {
    private static final Comparator<BillSplit> BIG_FIRST =
            Comparator.comparingLong(BillSplit::length)
                    .reversed()
                    .thenComparing(BillSplit::splitId);

    private final TreeMap<Integer, TreeSet<BillSplit>> files = new TreeMap<>();
    private final Deque<BillSplit> dayReports = new ArrayDeque<>();

    void add(BillSplit split) {
        if (split.kind() == BillSplit.Kind.FILE) {
            files.computeIfAbsent(split.day(), day -> new TreeSet<>(BIG_FIRST)).add(split);
        } else {
            dayReports.add(split);
        }
    }

    boolean isEmpty() {
        return files.isEmpty() && dayReports.isEmpty();
    }

    boolean hasFile() {
        return !files.isEmpty();
    }

    /** Takes the file that is to be read next. */
    BillSplit takeFile() {
        var oldest = files.firstEntry();
        BillSplit split = oldest.getValue().pollFirst();
        if (oldest.getValue().isEmpty()) {
            files.remove(oldest.getKey());
        }
        return split;
    }

    /** Takes the oldest report of a day; null if there is none. */
    BillSplit takeDayReport() {
        return dayReports.poll();
    }

    /** The first day of which something is here; {@link Integer#MAX_VALUE} if nothing is. */
    int firstDay() {
        int first = files.isEmpty() ? Integer.MAX_VALUE : files.firstKey();
        for (BillSplit report : dayReports) {
            first = Math.min(first, report.day());
        }
        return first;
    }

    List<BillSplit> all() {
        List<BillSplit> all = new ArrayList<>(dayReports);
        files.values().forEach(all::addAll);
        return all;
    }
}
