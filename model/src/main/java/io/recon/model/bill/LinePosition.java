package io.recon.model.bill;

import static java.util.Objects.requireNonNull;

/**
 * Where a bill line stands. Positions are ordered: of several lines of one transaction the first by
 * day, file and line is the one that is compared.
 *
 * @param day the bill day, epoch days
 * @param file the path below the day's directory, with {@code #entry} where an archive holds lines
 *     in several entries, for example {@code v2/bill.zip}
 * @param line the line within the file or entry, from 1
 */
public record LinePosition(int day, String file, long line) implements Comparable<LinePosition> {
    public LinePosition {
        requireNonNull(file, "file");
    }

    @Override
    public int compareTo(LinePosition other) {
        int order = Integer.compare(day, other.day);
        if (order == 0) {
            order = file.compareTo(other.file);
        }
        return order == 0 ? Long.compare(line, other.line) : order;
    }
}
