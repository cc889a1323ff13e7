package io.recon.local.workload;

import java.util.List;

/** A file of change events. {@code .gz} at the end of its name says that it is packed. */
record OrderFile(String name, List<Line> lines) {
    OrderFile {
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param change what it says; null where it says nothing of a row (or cannot be read)
     * @param rejected whether it must go to the dead letter
     */
    record Line(String text, OrderChange change, boolean rejected) {}
}
