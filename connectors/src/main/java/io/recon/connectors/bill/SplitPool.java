package io.recon.connectors.bill;

import io.recon.model.bill.BillRecord.DayReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;

/** The splits that no reader holds: files of the oldest day first, and of a day the big first. */
final class SplitPool {
    private static final Comparator<BillSplit> BIG_FIRST =
            Comparator.comparingLong(BillSplit::length)
                    .reversed()
                    .thenComparing(BillSplit::splitId);

    private final TreeMap<Integer, TreeSet<BillSplit>> files = new TreeMap<>();

    /** What a failed reader gives back was said before what came since. */
    private final Queue<BillSplit> said =
            new PriorityQueue<>(Comparator.comparingLong(BillSplit::number));

    void add(BillSplit split) {
        if (split.kind() == BillSplit.Kind.FILE) {
            files.computeIfAbsent(split.day(), day -> new TreeSet<>(BIG_FIRST)).add(split);
        } else {
            said.add(split);
        }
    }

    boolean isEmpty() {
        return files.isEmpty() && said.isEmpty();
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

    /** Takes what was said first; null if nothing is here. */
    BillSplit takeSaid() {
        return said.poll();
    }

    /**
     * The first day that cannot be sealed for what is here; {@link Integer#MAX_VALUE} if there is
     * none. The report of a file that came after its day's seal keeps no day from being sealed.
     */
    int firstDay() {
        int first = files.isEmpty() ? Integer.MAX_VALUE : files.firstKey();
        for (BillSplit split : said) {
            if (split.said() instanceof DayReport) {
                first = Math.min(first, split.day());
            }
        }
        return first;
    }

    List<BillSplit> all() {
        List<BillSplit> all = new ArrayList<>(said);
        files.values().forEach(all::addAll);
        return all;
    }
}
